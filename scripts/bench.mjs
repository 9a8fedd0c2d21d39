// `npm run bench`: builds, then measures start-up against test/bench/budgets.json.
import { prepare, runLocked } from './prepare.mjs';

prepare({ quiet: true });
process.exit(await runLocked(['test/bench/start-up.ts', ...process.argv.slice(2)]));
