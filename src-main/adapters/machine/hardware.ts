import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Processor of this program, and the cores that it may use. */
export async function readCpu(signal?: AbortSignal) {
  const model = cpus()[0]?.model.trim() ?? '';
  const cores = availableParallelism();
  return { arch: process.arch, cores, model, translated: await isTranslated(signal) };
}

/** True for an x64 program on an Apple processor. */
async function isTranslated(signal?: AbortSignal): Promise<boolean> {
  if (process.platform !== 'darwin' || process.arch !== 'x64') return false;
  try {
    const words = ['-n', 'sysctl.proc_translated'];
    const { stdout } = await promisify(execFile)('sysctl', words, { ...(signal && { signal }) });
    return stdout.trim() === '1';
  } catch {
    return false;
  }
}

/**
 * Memory of this computer, or of the tightest control group around this program, in bytes. `root` stands for the
 * root of the file system.
 */
export async function readMemory(root = '/', total = totalmem(), free = freemem()) {
  const available = (await availableMemory(root)) ?? free;
  const limits = await groupLimits(root);
  const [tightest] = limits.filter(({ limit }) => limit < total).toSorted((a, b) => a.limit - b.limit);
  if (tightest === undefined) return { totalBytes: total, availableBytes: available, limited: false };
  const room = Math.min(...limits.map(({ limit, used }) => limit - used));
  return {
    totalBytes: tightest.limit,
    availableBytes: Math.max(0, Math.min(available, room)),
    limited: true,
  };
}

/** Free memory on Linux leaves out what the page cache would give back at once. */
async function availableMemory(root: string): Promise<number | undefined> {
  const text = await readOr(join(root, 'proc/meminfo'), '');
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

interface GroupLimit {
  readonly limit: number;
  readonly used: number;
}

/** Limits of this program's control group and of those around it, in version 2 and version 1. */
async function groupLimits(root: string): Promise<GroupLimit[]> {
  const groups = (await readOr(join(root, 'proc/self/cgroup'), '')).split('\n');
  const pathOf = (pattern: RegExp) => groups.map((line) => pattern.exec(line)?.[1]).find((path) => path);
  const second = foldersUpTo(pathOf(/^0::(.+)$/)).map((folder) => join(root, 'sys/fs/cgroup', folder));
  const first = foldersUpTo(pathOf(/^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.+)$/)).map((folder) =>
    join(root, 'sys/fs/cgroup/memory', folder),
  );
  const found = await Promise.all([
    ...second.map((folder) => readLimit(join(folder, 'memory.max'), join(folder, 'memory.current'))),
    ...first.map((folder) =>
      readLimit(join(folder, 'memory.limit_in_bytes'), join(folder, 'memory.usage_in_bytes')),
    ),
  ]);
  return found.flatMap((one) => one ?? []);
}

/** `/a/b` gives `/a/b`, `/a` and `/`; in a container the path may be one of the host, and only `/` is there. */
function foldersUpTo(path = '/'): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  return [...parts.keys(), parts.length].reverse().map((length) => `/${parts.slice(0, length).join('/')}`);
}

/** Undefined without a limit: `max` in version 2. In version 1 that is a number beyond every computer's memory. */
async function readLimit(limitPath: string, usedPath: string): Promise<GroupLimit | undefined> {
  const limit = Number.parseInt(await readOr(limitPath, ''), 10);
  const used = Number.parseInt(await readOr(usedPath, '0'), 10);
  return Number.isFinite(limit) ? { limit, used: Number.isFinite(used) ? used : 0 } : undefined;
}

async function readOr(path: string, otherwise: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => otherwise);
}
