import { constants, createReadStream } from 'node:fs';
import { access, chmod, copyFile, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { BuildFolders } from '../../core/packaging/build-ports.ts';

export interface BuildFolderParts {
  /** Folder with `runtime/` and `workbench/`. */
  readonly resources: string;
  /** Folder for build folders that a person gave no place for. */
  readonly packages: string;
  /** Folder for the files of single steps. */
  readonly scratch: string;
}

const modules = { runtime: 'slipway_runtime', workbench: 'slipway_workbench' } as const;

/** Build folders on the disk of this computer. */
export function createBuildFolders({ resources, packages, scratch }: BuildFolderParts): BuildFolders {
  return {
    create: (folder) => writing(folder, () => createEmpty(folder)),
    write: (folder, path, text) =>
      writing(path, async () => {
        const target = join(folder, path);
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, text);
      }),
    copyProgram: (program, folder, path) =>
      writing(path, async () => {
        const name = modules[program];
        const isSource = (from: string) => basename(from) !== '__pycache__';
        await cp(join(resources, program, name), join(folder, path, name), {
          recursive: true,
          filter: isSource,
        });
      }),
    copyWheels: (from, folder, signal) => copyWheels(from, folder, signal),
    copyFile: (from, folder, path) =>
      writing(path, async () => {
        const target = join(folder, path);
        await mkdir(dirname(target), { recursive: true });
        await copyFile(from, target);
      }),
    list: (folder) => list(folder, folder),
    read: (folder, path, most) => readText(folder, path, most),
    remove: (folder) => writing(folder, () => rm(folder, { recursive: true, force: true })),
    makeReadable: (folder) => writing(folder, () => makeReadable(folder)),
    removePath: (folder, path) =>
      writing(path, () => rm(join(folder, path), { recursive: true, force: true })),
    place: (name) => join(packages, name),
    owns: (folder) => resolve(folder).startsWith(resolve(packages) + sep),
    scratch: (name) =>
      writing(name, async () => {
        const folder = join(scratch, name);
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder, { recursive: true });
        return folder;
      }),
  };
}

async function createEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new AppError('file.exists', { details: folder });
}

async function copyWheels(from: string, folder: string, signal: AbortSignal): Promise<number> {
  const names = await reading(from, () => readdir(from));
  const wheels = names.filter((name) => name.endsWith('.whl')).sort();
  if (wheels.length === 0)
    throw new AppError('file.missing', { details: `${from} holds no file that ends in .whl.` });
  await mkdir(join(folder, 'wheels'), { recursive: true });
  for (const name of wheels) {
    signal.throwIfAborted();
    // A second name for the same bytes where the disk can do that: wheels are large.
    await writing(name, () =>
      copyFile(join(from, name), join(folder, 'wheels', name), constants.COPYFILE_FICLONE),
    );
  }
  return wheels.length;
}

async function list(top: string, folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await reading(folder, () => readdir(folder, { withFileTypes: true }));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return list(top, path);
      if (!entry.isFile()) return [];
      return [{ path: relative(top, path).split(sep).join('/'), bytes: (await stat(path)).size }];
    }),
  );
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

async function readText(folder: string, path: string, most: number) {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep)) throw new AppError('file.missing', { details: path });
  return reading(path, async () => {
    await access(target, constants.R_OK);
    let text = '';
    for await (const chunk of createReadStream(target, { encoding: 'utf8' })) {
      text += chunk as string;
      if (text.length > most) break;
    }
    return { text: text.slice(0, most), truncated: text.length > most };
  });
}

function reading<T>(path: string, act: () => Promise<T>): Promise<T> {
  return named(path, act, 'file.unreadable');
}

function writing<T>(path: string, act: () => Promise<T>): Promise<T> {
  return named(path, act, 'file.unwritable');
}

async function named<T>(
  path: string,
  act: () => Promise<T>,
  code: 'file.unreadable' | 'file.unwritable',
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code: reason, message } = error as NodeJS.ErrnoException;
    const missing = reason === 'ENOENT' && code === 'file.unreadable';
    throw new AppError(missing ? 'file.missing' : code, { details: `${path}\n${message}` }, { cause: error });
  }
}
