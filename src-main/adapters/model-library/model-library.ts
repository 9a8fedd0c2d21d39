import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import { parseCard } from '../../core/models/parse-card.ts';
import type { ModelFolder, ModelLibrary } from '../../core/ports.ts';

/**
 * The sample models: every folder of `root` with a `model.json`, in the order of `order`, then by name. Throws
 * `model.unreadable` for a folder whose card or model file cannot be read; the next call looks again.
 */
export function createModelLibrary(root: string, order: readonly string[]): ModelLibrary {
  let folders: ModelFolder[] | undefined;
  return { list: async () => (folders ??= await readFolders(root, order)) };
}

async function readFolders(root: string, order: readonly string[]): Promise<ModelFolder[]> {
  const names = await foldersIn(root);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const folders = await Promise.all(sorted.map((name) => readFolder(join(root, name))));
  return folders.filter((folder) => folder !== undefined);
}

async function foldersIn(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    throw unreadable(root, error);
  }
}

async function readFolder(path: string): Promise<ModelFolder | undefined> {
  const text = await readCard(path);
  return text === undefined
    ? undefined
    : { path, bytes: await sizeOfModel(path), card: parseCard(text, path) };
}

async function sizeOfModel(path: string): Promise<number> {
  try {
    return (await stat(join(path, 'model.onnx'))).size;
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function readCard(path: string): Promise<string | undefined> {
  try {
    return await readFile(join(path, 'model.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): AppError {
  const details = `${path}\n${error instanceof Error ? error.message : String(error)}`;
  return new AppError('model.unreadable', { details }, { cause: error });
}
