// `npm run bench [-- start-up|serving|packaging]`: builds, then measures against the budgets and aims in test/bench.
import { prepare, runLocked } from './prepare.mjs';

const programs = {
  'start-up': 'test/bench/start-up.ts',
  serving: 'test/bench/serving/serving.ts',
  packaging: 'test/bench/packaging/packaging.ts',
};
const words = process.argv.slice(2);
const name = Object.hasOwn(programs, words[0] ?? '') ? words.shift() : 'start-up';

prepare({ quiet: true });
process.exit(await runLocked([programs[name], ...words]));
