import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Environment } from './environment.ts';

/** The first place on the path of each of `names` that can be run; those that are not there are left out. */
export async function findPrograms(names: readonly string[], environment: Environment): Promise<string[]> {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const found = await Promise.all(
    names.map(async (name) => {
      const places = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
      const runnable = await Promise.all(places.map(canRun));
      return places.find((_, index) => runnable[index]);
    }),
  );
  return found.flatMap((one) => one ?? []);
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
