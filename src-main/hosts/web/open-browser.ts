import { spawn } from 'node:child_process';

/** The command that opens an address on this platform; undefined where no screen is reachable. */
export function browserCommand(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | undefined {
  if (environment['CI'] !== undefined) return undefined;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const screens = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']];
  return screens.some((screen) => screen !== undefined && screen !== '') ? ['xdg-open'] : undefined;
}

/** Opens `address` in the person's browser; false when that is not possible. */
export function openBrowser(address: string): Promise<boolean> {
  const command = browserCommand(process.platform, process.env);
  if (command === undefined) return Promise.resolve(false);
  const [program, ...parameters] = command;
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters, address], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
