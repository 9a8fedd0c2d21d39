import { layoutFrom } from '../layout.ts';
import { reportFailure } from '../report-failure.ts';
import { parseOptions } from './options.ts';
import { runWeb } from './run-web.ts';

try {
  await runWeb({ layout: layoutFrom(import.meta.dirname), ...parseOptions(process.argv.slice(2)) });
  process.exit(0);
} catch (error) {
  process.exit(reportFailure(error));
}
