import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { ArchiveFormat, LeftOut, ModelTree, TreeFile } from '../../core/inspection/ports.ts';
import { hashModel } from './hash-files.ts';
import { toAppError } from './to-app-error.ts';
import { unpackArchive } from './unpack-archive.ts';

/** More files than this is a disk, not a model. */
const mostFiles = 50_000;
const deepest = 32;

/** Folders that tools make beside a model. */
const toolFolders: ReadonlySet<string> = new Set([
  ...[
    '.git',
    '.hg',
    '.svn',
    '.venv',
    'venv',
    'env',
    '__pycache__',
    '.ipynb_checkpoints',
    'node_modules',
    '.idea',
    '.vscode',
  ],
  ...[
    '.pytest_cache',
    '.mypy_cache',
    '.ruff_cache',
    '.tox',
    '.cache',
    '.dvc',
    'wandb',
    '.ssh',
    '.aws',
    '.azure',
    '.gnupg',
  ],
]);
const toolFiles: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', '.env', '.netrc', '.pypirc']);

/** A folder below the scratch folder, and how it is removed. */
export interface Place {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

export interface OpenOptions {
  readonly beside: readonly string[];
  readonly place: () => Promise<Place>;
}

export async function openTree(path: string, signal: AbortSignal, options: OpenOptions): Promise<ModelTree> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) return treeOver(real, 'folder', await walk(real, signal), options);
    if (!found.isFile())
      throw new AppError('file.unreadable', { details: `${path} is neither a file nor a folder.` });
    // A link with a telling name may lead to a store of nameless files: the name that was given counts.
    const folder = basename(real) === basename(path) ? dirname(real) : dirname(path);
    const names = [basename(path), ...options.beside];
    const files = await Promise.all(names.map((name) => fileAt(folder, name)));
    const known = files.filter((file) => file !== undefined);
    return treeOver(folder, 'file', { files: known, leftOut: [] }, options);
  } catch (error) {
    throw toAppError(error, path, 'read', signal);
  }
}

async function fileAt(folder: string, path: string): Promise<TreeFile | undefined> {
  if (path.split(/[\\/]/).some((step) => step === '..' || step === '')) return undefined;
  const found = await stat(join(folder, path)).catch(() => undefined);
  return found?.isFile() === true ? { path, bytes: found.size } : undefined;
}

interface Walked {
  readonly files: readonly TreeFile[];
  readonly leftOut: readonly LeftOut[];
}

async function walk(root: string, signal: AbortSignal): Promise<Walked> {
  const files: TreeFile[] = [];
  const leftOut: LeftOut[] = [];
  const folders = [{ below: '', depth: 0 }];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    signal.throwIfAborted();
    const { below, depth } = next;
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const why = reasonToLeaveOut(entry);
      if (why !== undefined) leftOut.push({ path, why });
      else if (entry.isDirectory()) folders.push({ below: path, depth: depth + 1 });
      else files.push({ path, bytes: (await lstat(join(root, path))).size });
    }
    if (files.length + folders.length + leftOut.length > mostFiles || depth > deepest)
      throw new AppError('model.not-found', {
        details: `${root} holds more than ${mostFiles} files, or folders in more than ${deepest} levels.`,
        fixes: ['Point at the folder of the model alone.'],
      });
  }
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  return { files: files.sort(byPath), leftOut: leftOut.sort(byPath) };
}

function reasonToLeaveOut(entry: Dirent): LeftOut['why'] | undefined {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return toolFolders.has(entry.name) ? 'tool' : undefined;
  if (!entry.isFile()) return 'special';
  return toolFiles.has(entry.name) ? 'tool' : undefined;
}

function treeOver(
  root: string,
  kind: ModelTree['kind'],
  { files, leftOut }: Walked,
  options: OpenOptions,
  remove: () => Promise<void> = () => Promise.resolve(),
): ModelTree {
  const known = new Set(files.map(({ path }) => path));
  const checked = (path: string): string => {
    if (!known.has(path)) throw new AppError('file.missing', { details: path });
    return join(root, path);
  };
  const unpack = async (path: string, format: ArchiveFormat, signal: AbortSignal): Promise<ModelTree> => {
    const { folder, remove: removeFolder } = await options.place();
    try {
      await unpackArchive(checked(path), folder, signal, { format });
      return treeOver(folder, 'folder', await walk(folder, signal), options, removeFolder);
    } catch (error) {
      await removeFolder();
      throw error;
    }
  };
  return {
    kind,
    files,
    leftOut,
    read: async (path, from, length) => readPart(checked(path), path, from, length),
    hash: async (paths, signal, progress) => {
      paths.forEach(checked);
      return hashModel(root, paths, kind, signal, progress);
    },
    unpack,
    close: remove,
  };
}

async function readPart(path: string, shown: string, from: number, length: number): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = new Uint8Array(length);
      const { bytesRead } = await file.read(buffer, 0, length, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toAppError(error, shown, 'read');
  }
}
