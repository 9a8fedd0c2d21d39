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
  const file = createRotatingFile(folder, 100, 2);
  for (let index = 0; index < 40; index += 1) file.write(`${String(index).padStart(29, '0')}\n`);
  expect(readdirSync(folder).sort()).toEqual(['slipway.1.log', 'slipway.2.log', 'slipway.log']);
  expect(file.tail(1)).toEqual(['00000000000000000000000000039']);
});

it('goes on in memory when the folder cannot be written', () => {
  writeFileSync(join(folder, 'in-the-way'), '');
  const log = createLog({ folder: join(folder, 'in-the-way') });
  log.info('still here');
  expect(log.tail(5).join()).toContain('still here');
});

const secrets: readonly [string, string][] = [
  ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a bearer token', 'Authorization: Bearer abcdefgh.12345678'],
  ['a Google token', 'ya29.a0AfH6SMBx-canary'],
  ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl'],
  ['a signed Azure address', 'https://x.blob.core.windows.net/c?sv=2024&sig=canary%2Fvalue&se=1'],
  ['a signed S3 address', 'https://b.s3.amazonaws.com/k?X-Amz-Signature=0123abcd&X-Amz-Credential=canary'],
  ['a password in an address', 'https://me:canary@proxy.example:3128/'],
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

it('never lets a value under a secret key through, at any depth, in any shape', () => {
  const canary = 'canary-7f3a';
  const keys = fc.constantFrom(
    'authorization',
    'Set-Cookie',
    'aws_secret_access_key',
    'sessionToken',
    'PASSWORD',
    'apiKey',
    'x-api-key',
    'credentials',
  );
  const planted = fc.oneof(
    fc.constant(canary),
    fc.constant([canary]),
    fc.constant({ inner: { deeper: canary } }),
  );
  const nested = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.tuple(keys, planted).map(([key, value]) => ({ [key]: value })),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('rows', 'headers', 'data'), tie('tree'), { maxKeys: 3 }),
      fc.tuple(keys, planted).map(([key, value]) => Object.assign(new Error('x'), { [key]: value })),
    ),
  })).tree;
  fc.assert(
    fc.property(nested, (value) => {
      const log = createLog({ folder });
      log.error('failed', value, { value });
      expect(readFileSync(join(folder, 'slipway.log'), 'utf8')).not.toContain(canary);
    }),
    { numRuns: 60 },
  );
});

it('survives cycles', () => {
  const cycle: Record<string, unknown> = { a: 1 };
  cycle['self'] = cycle;
  expect(redact(cycle)).toEqual({ a: 1, self: '[cut off]' });
});
