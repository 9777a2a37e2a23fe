/**
 * Prints the figures of `docs/budget.md`: what the operations of an app cost, and how long the scarce calls last in some
 * situations, at ten calls a minute and 150 ms for each call. `npm run budget:figures`; takes some minutes.
 */
import { fairnessFigures } from './figures/fairness.ts';
import { operationFigures } from './figures/operations.ts';
import { situationFigures } from './figures/situations.ts';

/** Progress goes to standard error, so that standard output can be pasted. */
const told = (text: string) => process.stderr.write(`${text} `);

const operations = await operationFigures(told);
const situations = await situationFigures(told);
const fairness = await fairnessFigures(told);
process.stderr.write('\n');
process.stdout.write(`${operations}\n${situations}\n${fairness}`);
