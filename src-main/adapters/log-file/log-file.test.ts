import fc from 'fast-check';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from './log-file.ts';
import { redact, redactText } from './redact.ts';
import { createRotatingFile } from './rotating-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('writes JSON lines that only this user can read, and finds them by log id', () => {
  const log = createLog({ folder });
  log.info('started', { port: 8080 });
  const id = log.error('failed', new Error('disk full', { cause: new Error('quota') }));
  const [first, second] = log.tail(2).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({ level: 'info', message: 'started', port: 8080 });
  expect(second).toMatchObject({
    level: 'error',
    message: 'failed',
    logId: id,
    failure: { message: 'disk full', cause: { message: 'quota' } },
  });
  expect(statSync(join(folder, 'slipway.log')).mode & 0o777).toBe(0o600);
});

it('puts a full file aside and keeps a bounded number of them', () => {
  const file = createRotatingFile(folder, 90, 2);
  for (let index = 0; index < 40; index += 1) file.write(`${String(index).padStart(29, '0')}\n`);
  expect(readdirSync(folder).sort()).toEqual(['slipway.1.log', 'slipway.2.log', 'slipway.log']);
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).size <= 90)).toEqual([
    true,
    true,
    true,
  ]);
  expect(file.tail(2).map(Number)).toEqual([38, 39]);
});

it('bounds a file that two processes write to', () => {
  const files = [createRotatingFile(folder, 90, 1), createRotatingFile(folder, 90, 1)];
  for (let index = 0; index < 40; index += 1)
    for (const file of files) file.write(`${String(index).padStart(29, '0')}\n`);
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).size)).toEqual([90, 60]);
});

it('goes on in memory while the folder cannot be written, and in the file afterwards', () => {
  const inTheWay = join(folder, 'logs');
  writeFileSync(inTheWay, '');
  const log = createLog({ folder: inTheWay });
  log.info('kept in memory');
  const during = messagesOf(log.tail(5));
  rmSync(inTheWay);
  log.info('written');
  expect([during, messagesOf(log.tail(5)), readdirSync(inTheWay)]).toEqual([
    ['kept in memory'],
    ['written'],
    ['slipway.log'],
  ]);
});

it('makes its folder again when somebody has removed it', () => {
  const log = createLog({ folder: join(folder, 'logs') });
  log.info('one');
  rmSync(join(folder, 'logs'), { recursive: true });
  log.info('two');
  expect(messagesOf(log.tail(5))).toEqual(['two']);
});

it('takes a log that others can read back to this user', () => {
  writeFileSync(join(folder, 'slipway.log'), '', { mode: 0o644 });
  createLog({ folder }).info('private');
  expect(statSync(join(folder, 'slipway.log')).mode & 0o777).toBe(0o600);
});

it('writes a line though its fields cannot be read', () => {
  const log = createLog({ folder });
  const fields = Object.defineProperty({}, 'bad', {
    enumerable: true,
    get: () => {
      throw new Error('no value here');
    },
  });
  log.warn('odd', fields);
  expect(JSON.parse(log.tail(1)[0] ?? '')).toMatchObject({
    message: 'odd',
    fields: '[unreadable: no value here]',
  });
});

function messagesOf(lines: readonly string[]): unknown[] {
  return lines.map((line) => (JSON.parse(line) as { message: unknown }).message);
}

const secrets: readonly [string, string][] = [
  ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a bearer token', 'Authorization: Bearer abcdefgh.12345678'],
  ['a Google token', 'ya29.a0AfH6SMBx-canary'],
  ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl'],
  ['a signed Azure address', 'https://x.blob.core.windows.net/c?sv=2024&sig=canary%2Fvalue&se=1'],
  ['a signed S3 address', 'https://b.s3.amazonaws.com/k?X-Amz-Signature=0123abcd&X-Amz-Credential=canary'],
  ['a password in an address', 'https://me:canary@proxy.example:3128/'],
  ['a password with an @ in an address', 'https://me:p@canary@proxy.example:3128/'],
  ['a cookie header', 'Cookie: theme=dark; session=canary'],
  ['a token of GitHub', 'ghp_canarycanarycanary1234'],
  ['JSON inside JSON', '{\\"token\\": \\"canary\\"}'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----'],
  ['a connection string', 'DefaultEndpointsProtocol=https;AccountKey=canary==;EndpointSuffix=x'],
  ['a password assignment', '{"password": "canary"}'],
];
it.each(secrets)('cuts %s out of a text', (_, text) => {
  const left = redactText(`before ${text} after`);
  expect(left).not.toMatch(/canary|IOSFODNN7|abcdefgh|0123abcd|c2lnbmF0dXJl/);
  expect(left).toMatch(/^before .*\[removed\]/s);
});

it('leaves ordinary text alone', () => {
  const text = 'The token bucket refills; secretary of row 12 at /home/ada/keys.csv; path=/v2/models?limit=5';
  expect(redactText(text)).toBe(text);
});

const canary = 'canary-7f3a-canary';
const keys = [
  'authorization',
  'Set-Cookie',
  'aws_secret_access_key',
  'sessionToken',
  'PASSWORD',
  'passphrase',
  'apiKey',
  'x-api-key',
  'credentials',
  'connectionString',
  'auth',
  'key',
];
/** Texts in which the canary is a secret by its shape. */
const shapes = [
  `Bearer ${canary}`,
  `https://ada:${canary}@host/path`,
  `https://x.blob.core.windows.net/c?sv=1&sig=${canary}&se=2`,
  `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`,
  `password=${canary}`,
  `{"secret": "${canary}"}`,
];

/** Values of any nesting, kind and depth with the canary somewhere in them. */
function planted(): fc.Arbitrary<unknown> {
  const under = fc.oneof(
    fc.constant(canary),
    fc.constant([canary]),
    fc.constant({ inner: { deeper: canary } }),
    fc.constant(new Map([['a', canary]])),
  );
  const pair = fc.tuple(fc.constantFrom(...keys), under);
  const text = fc.constantFrom(...shapes);
  const leaf = fc.oneof(
    text,
    pair.map(([key, value]) => ({ [key]: value })),
    pair.map(([key, value]) => new Map([[key, value]])),
    pair.map(([key, value]) => Object.assign(new Error('x'), { [key]: value })),
    text.map((message) => new Error(message, { cause: new Error(message) })),
    text.map((message) => new AggregateError([new Error(message)], message)),
    text.map((one) => ({ [one]: 1 })),
    text.map((one) => new Set([one])),
    fc.constant(new URL(`https://ada:${canary}@host/?sig=${canary}`)),
    fc.constant(new Headers({ authorization: canary, cookie: canary })),
  );
  return fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('rows', 'headers', 'data'), tie('tree'), { maxKeys: 3 }),
      tie('tree').map((cause) => new Error('outer', { cause })),
    ),
  })).tree;
}

it('never lets a planted secret through, by its key or by its shape, at any depth and in any place', () => {
  const log = createLog({ folder });
  fc.assert(
    fc.property(planted(), fc.constantFrom(...shapes), (value, message) => {
      log.error(message, value, { value });
      log.info(message, { value });
      expect(log.tail(2).join('\n')).not.toContain('canary');
    }),
    { numRuns: 300 },
  );
  expect(readFileSync(join(folder, 'slipway.log'), 'utf8')).not.toContain('canary');
});

it('cuts long texts after the secrets are out', () => {
  const line = redactText(`${'x'.repeat(20_000)} password=${canary}`);
  expect(line).toMatch(/^x{16000}… \(\d+ characters\)$/);
});

it('survives cycles', () => {
  const cycle: Record<string, unknown> = { a: 1 };
  cycle['self'] = cycle;
  expect(redact(cycle)).toEqual({ a: 1, self: '[cut off]' });
});
