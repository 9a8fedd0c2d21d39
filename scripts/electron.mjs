// Decides whether Electron can open a window here, fetching its binary once if that is possible.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long the fetch of the Electron binary may take, in milliseconds. */
const fetchLimit = 180_000;
/** After a fetch that failed, starts do not wait for another one this long, in milliseconds. */
const fetchAgainAfter = 24 * 60 * 60 * 1000;

/** A sentence that says why Electron cannot open a window, or undefined when it can. */
export async function electronObstacle(top, parts = {}) {
  const { environment = process.env, fetch = fetchBinary, say = toStandardError } = parts;
  const obstacle = windowObstacle(parts);
  if (obstacle !== undefined) return obstacle;
  if (electronProgram(top, environment) !== undefined) return undefined;
  if (failedLately(top))
    return 'The Electron binary is not here and could not be fetched lately (npx install-electron tries again).';
  say('Fetching Electron …');
  if ((await fetch(top)) && electronProgram(top, environment) !== undefined) return undefined;
  writeFileSync(failureStamp(top), '');
  return 'The Electron binary is not here and could not be fetched (offline, or a proxy blocks it).';
}

/** What stands in the way of any window, whether or not Electron is here; undefined when nothing does. */
export function windowObstacle({
  environment = process.env,
  platform = process.platform,
  user = process.getuid?.(),
} = {}) {
  if (environment.SLIPWAY_HOST === 'web') return 'SLIPWAY_HOST asks for the web host.';
  if (platform === 'darwin' || platform === 'win32') return undefined;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return 'No display is reachable, so Electron cannot open a window.';
  return user === 0 ? 'Electron does not open windows for the root user.' : undefined;
}

/** The executable, found without loading the package: loading would start a download. Undefined when it is not here. */
export function electronProgram(top, environment = process.env) {
  const folder = join(top, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const program = join(environment.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

function failureStamp(top) {
  return join(top, 'node_modules/.slipway-electron-missing');
}

function failedLately(top) {
  const stamp = failureStamp(top);
  return existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < fetchAgainAfter;
}

function toStandardError(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** True when Electron's own installer has put the binary where it belongs. */
function fetchBinary(top) {
  return new Promise((resolve) => {
    // The installer needs a newer Node than the one that this script may run under.
    const locked = join(top, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
    const installer = join(top, 'node_modules/electron/install.js');
    const child = spawn(existsSync(locked) ? locked : process.execPath, [installer], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), fetchLimit);
    const finish = (fetched) => {
      clearTimeout(timer);
      resolve(fetched);
    };
    child.once('error', () => finish(false));
    child.once('exit', (code) => finish(code === 0));
  });
}
