// `npm start`: installs, builds and opens the app: in Electron where that can run, else in the browser.
import { electronObstacle, electronProgram } from './electron.mjs';
import { prepare, runLocked, runToEnd, topFolder } from './prepare.mjs';

const parameters = process.argv.slice(2);
prepare({ quiet: false });
const obstacle = await electronObstacle(topFolder());
if (obstacle !== undefined) process.stderr.write(`${obstacle} Slipway opens in the browser instead.\n`);
process.exit(
  await (obstacle === undefined
    ? runToEnd(electronProgram(topFolder()), [topFolder(), ...parameters])
    : runLocked(['out/main/web.js', '--open', ...parameters])),
);
