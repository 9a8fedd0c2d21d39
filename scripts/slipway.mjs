#!/usr/bin/env node
// The command line from a checkout: builds if needed, then runs the built program under the Node that is locked.
import { prepare, runLocked } from './prepare.mjs';

prepare({ quiet: true });
process.exit(await runLocked(['out/main/cli.js', ...process.argv.slice(2)]));
