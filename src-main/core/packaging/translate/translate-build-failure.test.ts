import { expect, it } from 'vitest';
import captured from './captured-failures.json';
import { translateBuildFailure } from './translate-build-failure.ts';
import { secretsIn, withoutCredentials } from './without-credentials.ts';

/** As engines, pip, apt and shells said it when each of these was made to happen; long lists are shortened. */
it.each(captured)('translates $title', ({ failure, sort, reason }) => {
  const told = translateBuildFailure(failure);
  expect([told.sort, told.reason]).toEqual([sort, reason]);
});

/** What needs a registry, a kernel or a clock that cannot be had in a test; the words are those of their sources. */
it.each([
  [
    'manifest for python:3.99 not found: manifest unknown: manifest unknown',
    'Neither this computer nor the registry',
  ],
  [
    'pull access denied for x, repository does not exist or may require docker login',
    'The registry does not have',
  ],
  [
    'Get "https://r.example/v2/": x509: certificate signed by unknown authority',
    'The container engine does not trust',
  ],
  ['Get "https://r.example/v2/": proxyconnect tcp: EOF', 'The proxy on the way'],
  ['Get "https://r.example/v2/": net/http: TLS handshake timeout', 'The registry did not answer in time.'],
  ['toomanyrequests: You have reached your pull rate limit.', 'The registry has answered as often'],
  ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'The base image is not made for'],
  ['something new', 'The engine cannot get the base image.'],
])('says of a base image why it cannot be had: %s', (message, reason) => {
  const told = translateBuildFailure({ instruction: 'FROM python:3.99', lines: [], message });
  expect([told.sort, told.reason.startsWith(reason)]).toEqual(['base', true]);
});

it.each([
  [
    "(Caused by ConnectTimeoutError(<x>, 'Connection to index timed out. (connect timeout=15)'))",
    'The server did not answer',
  ],
  ['ERROR: HTTP error 403 while getting x: 403 Client Error: Forbidden for url', 'The index refuses'],
  [
    "ERROR: Package 'numpy' requires a different Python: 3.10.4 not in '>=3.11'",
    'numpy does not support Python 3.10.4',
  ],
  ["error: can't find Rust compiler", 'A requirement has no wheel'],
  [
    'E: Release file for http://deb/InRelease is not valid yet (invalid for another 2d)',
    'The clock of the container engine',
  ],
  ['W: GPG error: http://deb InRelease: NO_PUBKEY 0E98404D386FA1D9', 'The signature of the package list'],
  ['error: externally-managed-environment', 'Python of the base image belongs to'],
  [
    'The virtual environment was not created successfully because ensurepip is not available.',
    'Python of the base image lacks ensurepip',
  ],
])('says of a command why it failed: %s', (line, reason) => {
  const told = translateBuildFailure({
    instruction: 'RUN x',
    lines: ['before', line, 'after'],
    message: 'code: 1',
    exitCode: 1,
  });
  expect([told.sort, told.line, told.reason.slice(0, reason.length)]).toEqual(['build', line, reason]);
});

it('blames the network and not the requirement when pip could not reach the index first', () => {
  const told = translateBuildFailure({
    instruction: 'RUN pip install six',
    lines: [
      "WARNING: Retrying after connection broken by 'ProxyError(OSError('Tunnel connection failed: 407 Proxy Authentication Required'))'",
      'ERROR: No matching distribution found for six',
    ],
    message: 'code: 1',
    exitCode: 1,
  });
  expect(told).toEqual({
    sort: 'build',
    line: "WARNING: Retrying after connection broken by 'ProxyError(OSError('Tunnel connection failed: 407 Proxy Authentication Required'))'",
    reason: 'The proxy asks for a name and a password.',
    fix: 'Set HTTPS_PROXY with name and password: http://name:password@proxy:port.',
  });
});

it('shows the line cut, and the newest version that there is', () => {
  const versions = Array.from({ length: 500 }, (_, minor) => `1.${minor}`).join(', ');
  const { line, fix } = translateBuildFailure({
    instruction: 'RUN pip install a==9',
    lines: [
      `ERROR: Could not find a version that satisfies the requirement a==9 (from versions: ${versions})`,
    ],
    message: 'code: 1',
  });
  expect([line.length, fix]).toEqual([301, 'Choose one of the versions that it has; the newest is 1.499.']);
});

it.each([
  ['https://ada:s3cret@index/simple', 'https://***@index/simple'],
  ['--index-url http://token@index and https://index', '--index-url http://***@index and https://index'],
  ['mail ada@example.org', 'mail ada@example.org'],
  ['https://ada:s@b:c@index/x', 'https://***@index/x'],
  ['the word s3cret@ by itself', 'the word ***@ by itself'],
])('cuts credentials out of %j', (text, shown) => {
  expect(withoutCredentials(text, secretsIn(['https://ada:s3cret@index/simple']))).toBe(shown);
});

it('knows the secrets of build arguments, written and decoded', () => {
  expect(
    secretsIn(['https://ada:p%40ssword@index', 'http://tokentoken@proxy:1', 'abc', 'https://a:b@c']),
  ).toEqual(['ada:p%40ssword', 'p%40ssword', 'tokentoken', 'p@ssword']);
});
