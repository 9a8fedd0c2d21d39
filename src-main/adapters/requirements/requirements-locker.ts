import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lock, LockRequest, Platform, RequirementsLocker } from '../../core/packaging/ports.ts';
import { pruneLock } from '../../core/packaging/recipe/prune-lock.ts';
import { secretsIn, withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';
import { isNoise, readPipSettings, uvEnvironment } from './pip-settings.ts';
import { findUv, type Uv } from './resolver.ts';
import { runProgram, type Environment } from './run-program.ts';
import { translateFailure } from './translate-failure.ts';

export interface RequirementsParts {
  /** Read for the package index, proxies and certificates. */
  readonly environment: Environment;
  /** Absolute path of a folder for a managed uv. */
  readonly tools: string;
  /** Absolute path of a folder for earlier locks. */
  readonly cache: string;
}

/**
 * Locks requirements with uv, for a platform that need not be this computer's. Only wheels are considered: the metadata of
 * a source distribution comes from running its code, and nothing of a model's is run on this computer.
 */
export function createRequirementsLocker(parts: RequirementsParts): RequirementsLocker {
  return {
    lock: async (request) => {
      request.signal.throwIfAborted();
      const place = await cachePlace(request, parts);
      return (await readCached(place)) ?? (await resolve(request, parts, place));
    },
  };
}

const uvPlatforms: Readonly<Record<Platform, string>> = {
  'linux/amd64': 'x86_64-manylinux_2_28',
  'linux/arm64': 'aarch64-manylinux_2_28',
};

async function resolve(request: LockRequest, parts: RequirementsParts, place: string): Promise<Lock> {
  const { signal, lines, omit = [] } = request;
  const settings = await readPipSettings(parts.environment);
  const environment = uvEnvironment(settings, parts.environment);
  const secrets = secretsIn(Object.values(environment).flatMap((value) => value ?? []));
  const log = (line: string) => {
    if (!isNoise(line)) request.log(withoutCredentials(line, secrets));
  };
  const uv = await findUv({ environment, tools: parts.tools }, signal, log);
  await mkdir(parts.cache, { recursive: true });
  const outcome = await runProgram({
    program: uv.program,
    words: words(request),
    environment,
    // Away from any project, whose settings are not meant for packages.
    folder: parts.cache,
    input: `${lines.join('\n')}\n`,
    signal,
    line: log,
  });
  if (outcome.exitCode !== 0) throw translateFailure(withoutCredentials(outcome.err, secrets));
  return keep({ text: pruneLock(outcome.out, lines, omit), resolver: uv.version, cached: false }, place, uv);
}

function words({ python, platform, wheels }: LockRequest): string[] {
  return [
    'pip',
    'compile',
    '-',
    '--generate-hashes',
    '--no-build',
    '--no-header',
    '--annotation-style',
    'split',
    '--no-progress',
    '--python-version',
    python,
    ...(platform === 'this-computer' ? [] : ['--python-platform', uvPlatforms[platform]]),
    // As pip does: the build asks all indexes too.
    '--index-strategy',
    'unsafe-best-match',
    ...(wheels === undefined ? [] : ['--no-index', '--find-links', wheels]),
  ];
}

/** The same inputs have the same name. Addresses of indexes go into it as a hash only. */
async function cachePlace(request: LockRequest, { environment, cache }: RequirementsParts): Promise<string> {
  const { lines, python, platform, omit = [], wheels } = request;
  const { index, extraIndexes } = await readPipSettings(environment);
  const computer = platform === 'this-computer' ? [process.platform, process.arch] : [];
  const names = wheels === undefined ? [] : (await readdir(wheels).catch(() => [])).sort();
  const inputs = [[...lines].sort(), python, platform, computer, omit, wheels, names, index, extraIndexes];
  const key = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
  return join(cache, `${key}.json`);
}

async function readCached(place: string): Promise<Lock | undefined> {
  try {
    const found = JSON.parse(await readFile(place, 'utf8')) as Partial<Lock>;
    if (typeof found.text !== 'string' || typeof found.resolver !== 'string') return undefined;
    return { text: found.text, resolver: found.resolver, cached: true };
  } catch {
    return undefined;
  }
}

/** Written under another name first: half a lock must not be taken for one. */
async function keep(lock: Lock, place: string, { version }: Uv): Promise<Lock> {
  const part = `${place}.${process.pid}.part`;
  await writeFile(part, JSON.stringify({ text: lock.text, resolver: version }));
  await rename(part, place);
  return lock;
}
