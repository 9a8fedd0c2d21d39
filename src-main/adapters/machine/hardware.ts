import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** A limit of a control group above this is none, in bytes. */
const noLimit = 2 ** 60;

export async function readCpu(): Promise<{
  arch: string;
  cores: number;
  model: string;
  translated: boolean;
}> {
  const model = cpus()[0]?.model.trim() ?? '';
  return { arch: process.arch, cores: availableParallelism(), model, translated: await isTranslated() };
}

/** True for an x64 program on an Apple processor. */
async function isTranslated(): Promise<boolean> {
  if (process.platform !== 'darwin' || process.arch !== 'x64') return false;
  try {
    const { stdout } = await promisify(execFile)('sysctl', ['-n', 'sysctl.proc_translated'], {
      timeout: 2000,
    });
    return stdout.trim() === '1';
  } catch {
    return false;
  }
}

/** Memory of this computer, or of the control group that this program may not leave. */
export async function readMemory(): Promise<{
  totalBytes: number;
  availableBytes: number;
  limited: boolean;
}> {
  const [limit, used, available] = await Promise.all([
    firstNumber('/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'),
    firstNumber('/sys/fs/cgroup/memory.current', '/sys/fs/cgroup/memory/memory.usage_in_bytes'),
    availableMemory(),
  ]);
  const total = totalmem();
  if (limit === undefined || limit >= Math.min(total, noLimit))
    return { totalBytes: total, availableBytes: available, limited: false };
  return {
    totalBytes: limit,
    availableBytes: Math.max(0, Math.min(available, limit - (used ?? 0))),
    limited: true,
  };
}

/** Free memory on Linux leaves out what the page cache would give back at once. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

async function firstNumber(...paths: readonly string[]): Promise<number | undefined> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const value = Number.parseInt(text, 10);
    if (Number.isFinite(value)) return value;
  }
  return undefined;
}
