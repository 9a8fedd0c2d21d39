import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with all state: `SLIPWAY_HOME`, or `.slipway` in the user's home. */
export function stateFolder(
  environment: Readonly<Record<string, string | undefined>>,
  userHome: string,
): string {
  return environment['SLIPWAY_HOME'] ?? join(userHome, '.slipway');
}

/** Where the built program's parts lie, seen from a file in `out/main`. */
export function layoutFrom(builtFolder: string) {
  const top = resolve(builtFolder, '../..');
  const manifest = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { version: string };
  return {
    version: manifest.version,
    resources: join(top, 'resources'),
    embeddedEntry: join(builtFolder, 'embedded.js'),
    renderer: join(top, 'out/renderer'),
    preload: join(top, 'out/preload/preload.cjs'),
  };
}
