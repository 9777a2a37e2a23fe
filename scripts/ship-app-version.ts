import { fileURLToPath } from 'node:url';
import { SHIPPED } from '../test/mobile/shipped.ts';
import { freezeVersion } from './freeze-version.ts';

/** Ships a version of the app: the tests replay it from then on. `npm run mobile:ship -- 2.1.0` */
const folder = await freezeVersion(process.argv[2] ?? '', SHIPPED);
process.stdout.write(`Commit ${fileURLToPath(folder)}\n`);
