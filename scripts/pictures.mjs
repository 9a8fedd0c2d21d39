// `npm run pictures`: builds, then draws the pictures of the README anew.
import { prepare, runLocked } from './prepare.mjs';

prepare({ quiet: true });
process.env.SLIPWAY_PICTURES = '1';
process.exit(await runLocked(['node_modules/@playwright/test/cli.js', 'test', '--project=pictures']));
