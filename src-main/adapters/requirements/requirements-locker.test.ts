import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { LockRequest } from '../../core/packaging/ports.ts';
import { createRequirementsLocker } from './requirements-locker.ts';
import { createFakeUv, type FakeUv } from './testing/fake-uv.ts';

const hash = 'a'.repeat(64);
const answers = `console.log('--index-url https://ada:secret99@index.example/simple\\nnumpy==2.1.0 \\\\\\n    --hash=sha256:${hash}\\n    # via onnxruntime\\nonnxruntime==1.20.0 \\\\\\n    --hash=sha256:${hash}');`;
const locked = `numpy==2.1.0 \\\n    --hash=sha256:${hash}\nonnxruntime==1.20.0 \\\n    --hash=sha256:${hash}\n`;

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function uv(body: string, environment: Record<string, string> = {}): Promise<FakeUv> {
  const fake = await createFakeUv(body, environment);
  made.push(fake.folder);
  return fake;
}

function locker({ folder, environment }: FakeUv, change: Record<string, string | undefined> = {}) {
  return createRequirementsLocker({
    environment: { ...environment, ...change },
    tools: join(folder, 'tools'),
    cache: join(folder, 'locks'),
  });
}

const request = (change: Partial<LockRequest> = {}): LockRequest => ({
  lines: ['onnxruntime', 'numpy>=2'],
  python: '3.12',
  platform: 'linux/arm64',
  signal: new AbortController().signal,
  log: () => undefined,
  ...change,
});

async function refusal(act: Promise<unknown>): Promise<AppError['record'] | undefined> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.record : undefined;
}

describe('a lock', () => {
  test('is resolved for the platform asked for, from wheels alone, and holds nothing but requirements and hashes', async () => {
    const fake = await uv(answers);
    expect(await locker(fake).lock(request())).toEqual({ text: locked, resolver: 'uv 0.9.2', cached: false });
    const [call] = await fake.calls();
    expect(call?.input).toBe('onnxruntime\nnumpy>=2\n');
    expect(call?.words.join(' ')).toBe(
      'pip compile - --generate-hashes --no-build --no-header --annotation-style split --no-progress --python-version 3.12 --python-platform aarch64-manylinux_2_28 --index-strategy unsafe-best-match',
    );
  });

  test('leaves out what was asked to be left out', async () => {
    const fake = await uv(answers);
    const omit = [{ name: 'numpy', of: ['onnxruntime'] }];
    const { text } = await locker(fake).lock(request({ lines: ['onnxruntime'], omit }));
    expect(text).toBe(`onnxruntime==1.20.0 \\\n    --hash=sha256:${hash}\n`);
  });

  test('needs no resolver when the same was asked before, in whatever order', async () => {
    const fake = await uv(answers);
    await locker(fake).lock(request());
    const again = await locker(fake, { PATH: '/nowhere' }).lock(
      request({ lines: ['numpy>=2', 'onnxruntime'] }),
    );
    expect(again).toEqual({ text: locked, resolver: 'uv 0.9.2', cached: true });
  });

  test('is resolved anew for another Python, another index or another wheel', async () => {
    const fake = await uv(answers);
    const wheels = join(fake.folder, 'wheels');
    await mkdir(wheels);
    await locker(fake).lock(request());
    await locker(fake).lock(request({ python: '3.13' }));
    await locker(fake, { PIP_INDEX_URL: 'https://index.example/simple' }).lock(request());
    await locker(fake).lock(request({ wheels }));
    await writeFile(join(wheels, 'numpy-2.1.0-py3-none-any.whl'), '');
    await locker(fake).lock(request({ wheels }));
    const words = (await fake.calls()).map((call) => call.words);
    expect(words.length).toBe(5);
    expect(words.at(-1)?.slice(-3)).toEqual(['--no-index', '--find-links', wheels]);
  });

  test('for this computer names no platform', async () => {
    const fake = await uv(answers);
    await locker(fake).lock(request({ platform: 'this-computer' }));
    expect((await fake.calls())[0]?.words).not.toContain('--python-platform');
  });
});

describe('a password in the address of an index', () => {
  const index = 'https://ada:secret99@index.example/simple';

  test('reaches uv by its environment, and neither a list of words, the log, the lock nor the cache', async () => {
    const fake = await uv(`console.error('Fetching ${index}');${answers}`, { PIP_INDEX_URL: index });
    const log: string[] = [];
    const { text } = await locker(fake).lock(request({ log: (line) => log.push(line) }));
    const [call] = await fake.calls();
    const kept = await readdir(join(fake.folder, 'locks'));
    const cache = await Promise.all(kept.map((name) => readFile(join(fake.folder, 'locks', name), 'utf8')));
    expect(call?.environment['UV_DEFAULT_INDEX']).toBe(index);
    expect(log).toEqual(['Fetching https://***@index.example/simple']);
    expect([...(call?.words ?? []), ...log, text, ...cache, ...kept].join('\n')).not.toContain('secret99');
  });

  test('is cut from an error', async () => {
    const fake = await uv(`console.error('error: Failed to fetch: ${index}/numpy');process.exitCode = 2;`, {
      PIP_INDEX_URL: index,
    });
    const record = await refusal(locker(fake).lock(request()));
    expect([record?.code, record?.details]).toEqual([
      'package.no-index',
      'error: Failed to fetch: https://***@index.example/simple/numpy',
    ]);
  });
});

test('without uv and without a Python there is nothing to resolve with', async () => {
  const fake = await uv(answers);
  const record = await refusal(locker(fake, { PATH: '/nowhere' }).lock(request()));
  expect([record?.code, record?.details]).toEqual([
    'package.no-resolver',
    'Neither uv nor Python 3.10 to 3.13 is on the path.',
  ]);
});

test('an abort kills the resolver and is no error of its own', async () => {
  const fake = await uv(
    `fs.writeFileSync(${JSON.stringify('PLACE')}, String(process.pid)); setInterval(() => {}, 1000);`,
  );
  const folder = await mkdtemp(join(tmpdir(), 'slipway-pid-'));
  made.push(folder);
  const place = join(folder, 'pid');
  const program = join(fake.folder, 'bin', 'uv');
  await writeFile(program, (await readFile(program, 'utf8')).replace('PLACE', place));
  const controller = new AbortController();
  const started = watchFor(folder, 'pid');
  const locking = locker(fake).lock(request({ signal: controller.signal }));
  const outcome = locking.catch((error: unknown) => error);
  await started;
  const reason = new Error('enough');
  const aborted = once(controller.signal, 'abort');
  controller.abort(reason);
  await aborted;
  expect(await outcome).toBe(reason);
  const pid = Number(await readFile(place, 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

/** Resolves once a file of this name has something in it. */
async function watchFor(folder: string, name: string): Promise<void> {
  for await (const event of watch(folder)) {
    if (event.filename === name && (await readFile(join(folder, name), 'utf8')) !== '') return;
  }
}
