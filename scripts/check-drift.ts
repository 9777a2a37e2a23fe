import { PRINTED } from './generated-files.ts';

/** Fails when a file that is printed from the code is not what the code prints now, and names it. */
const drifted = PRINTED.flatMap(({ command, drifted }) => drifted().map((file) => ({ file, command })));

for (const { file, command } of drifted)
  process.stderr.write(`${file} is not what the code prints: ${command}\n`);
process.exitCode = drifted.length === 0 ? 0 : 1;
