// Decides whether Electron can open a window here, fetching its binary once if that is possible.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long the fetch of the Electron binary may take, in milliseconds. */
const fetchLimit = 180_000;

/** A sentence that says why Electron cannot open a window, or undefined when it can. */
export async function electronObstacle(top, environment = process.env) {
  if (environment.SLIPWAY_HOST === 'web') return 'SLIPWAY_HOST asks for the web host.';
  if (!hasDisplay(environment)) return 'No display is reachable, so Electron cannot open a window.';
  if (isRoot()) return 'Electron does not open windows for the root user.';
  if (electronProgram(top) !== undefined) return undefined;
  process.stderr.write('Fetching Electron …\n');
  const fetched = await fetchBinary(top);
  return fetched && electronProgram(top) !== undefined
    ? undefined
    : 'The Electron binary is not here and could not be fetched (offline, or a proxy blocks it).';
}

function isRoot() {
  return process.platform === 'linux' && process.getuid() === 0;
}

export function hasDisplay(environment, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** The executable, found without loading the package: loading would start a download. Undefined when it is not here. */
export function electronProgram(top, environment = process.env) {
  const folder = join(top, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const program = join(environment.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

function fetchBinary(top) {
  return new Promise((resolve) => {
    const installer = join(top, 'node_modules/electron/install.js');
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), fetchLimit);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}
