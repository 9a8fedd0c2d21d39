import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { DiskSpace } from '../../core/doctor/facts.ts';
import type { EngineConnection } from './engine-connection.ts';

/**
 * Space on the disk with the engine's images, from its `/info`. Undefined when the engine is on another computer or
 * in a virtual machine: the folder that it names is then not one of this computer.
 */
export async function storageOf(
  connection: EngineConnection,
  info: Readonly<Record<string, unknown>>,
): Promise<DiskSpace | undefined> {
  const { DockerRootDir: path, Name: name } = info;
  if (connection.kind !== 'socket' || name !== hostname() || typeof path !== 'string') return undefined;
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return undefined;
  }
}
