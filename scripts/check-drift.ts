import { PRINTED } from './drift.ts';

/** Fails when a file that is printed from the code is not what the code prints now. */
const drifted = PRINTED.filter((printed) => !printed.isCurrent());

for (const { name, command } of drifted)
  process.stderr.write(`${name} is not what the code prints: ${command}\n`);
process.exitCode = drifted.length === 0 ? 0 : 1;
