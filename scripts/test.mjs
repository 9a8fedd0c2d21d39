// `npm test`: installs, builds and runs every check; `npm test -- unit browser` runs only those.
import { prepare, runLocked } from './prepare.mjs';

prepare({ quiet: true });
process.exit(await runLocked(['test/run.ts', ...process.argv.slice(2)]));
