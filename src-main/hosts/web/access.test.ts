import { expect, it } from 'vitest';
import { createAccess, type Knock } from './access.ts';

const access = createAccess(4321);
const session = access.exchange(access.mintToken()) ?? '';
const ours: Knock = {
  host: '127.0.0.1:4321',
  origin: 'http://127.0.0.1:4321',
  cookie: `slipway-4321=${session}`,
};

it('trades a token once, and nothing else ever', () => {
  const token = access.mintToken();
  expect([
    typeof access.exchange(token),
    access.exchange(token),
    access.exchange(''),
    access.exchange('x'.repeat(43)),
  ]).toEqual(['string', undefined, undefined, undefined]);
});

it('mints secrets of 256 bits that never repeat', () => {
  const tokens = Array.from({ length: 100 }, () => access.mintToken());
  expect([new Set(tokens).size, Buffer.from(tokens[0] ?? '', 'base64url').length]).toEqual([100, 32]);
});

it('admits a page of its own by either name of the loopback address, and a request without an origin', () => {
  const byName = { ...ours, host: 'localhost:4321', origin: 'http://localhost:4321' };
  expect([ours, byName, { ...ours, origin: undefined }].map(access.admits)).toEqual([true, true, true]);
});

it.each<[string, Partial<Knock>]>([
  ['no host', { host: undefined }],
  ['a rebound DNS name', { host: 'rebound.example:4321', origin: 'http://rebound.example:4321' }],
  ['another port in the host', { host: '127.0.0.1:4322' }],
  ['the host without a port', { host: '127.0.0.1' }],
  ['a host that begins like ours', { host: '127.0.0.1:4321.example' }],
  ['an IPv6 spelling', { host: '[::1]:4321' }],
  ['a decimal spelling', { host: '2130706433:4321' }],
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['our origin over https', { origin: 'https://127.0.0.1:4321' }],
  ['the origin of another port', { origin: 'http://127.0.0.1:4322' }],
  ['the origin of the other name', { origin: 'http://localhost:4321' }],
  ['no cookie', { cookie: undefined }],
  ['an empty cookie', { cookie: 'slipway-4321=' }],
  ['a guessed cookie', { cookie: `slipway-4321=${'A'.repeat(43)}` }],
  ['the cookie of another port', { cookie: `slipway-4322=${session}` }],
  ['a cookie with a longer name', { cookie: `xslipway-4321=${session}` }],
])('does not admit %s', (_, change) => {
  expect(access.admits({ ...ours, ...change })).toBe(false);
});

it('finds the session among cookies that another local program planted', () => {
  expect(
    access.admits({ ...ours, cookie: `a=b; slipway-4321=planted; slipway-4321=${session}; slipway-4321` }),
  ).toBe(true);
});

it('does not share sessions with a host on another port', () => {
  const other = createAccess(4322);
  const knock = {
    host: '127.0.0.1:4322',
    origin: undefined,
    cookie: `slipway-4321=${session}; slipway-4322=${session}`,
  };
  expect(other.admits(knock)).toBe(false);
});

it('takes only a page of its own for one: a request without an origin is none', () => {
  expect([access.isFromOurPage(ours), access.isFromOurPage({ ...ours, origin: undefined })]).toEqual([
    true,
    false,
  ]);
});

it('sets a cookie that no script reads and no other site sends, for as long as the browser is open', () => {
  expect(access.setCookie('value')).toBe('slipway-4321=value; HttpOnly; SameSite=Strict; Path=/');
});
