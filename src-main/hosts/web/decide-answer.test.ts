import { expect, it } from 'vitest';
import { createAccess } from './access.ts';
import { decideAnswer, type Asked } from './decide-answer.ts';

const access = createAccess(4321);
const session = access.exchange(access.mintToken()) ?? '';
const visit: Asked = {
  method: 'GET',
  target: '/',
  knock: { host: '127.0.0.1:4321', origin: undefined, cookie: `slipway-4321=${session}` },
};
const stranger: Asked = { ...visit, knock: { ...visit.knock, cookie: undefined } };

it('gives a browser with a session the file it asks for, by the path as it was sent', () => {
  expect(
    ['/', '/assets/a.js?v=1', '/a/../b'].map((target) => decideAnswer(access, { ...visit, target })),
  ).toEqual([
    { kind: 'asset', path: '/' },
    { kind: 'asset', path: '/assets/a.js' },
    { kind: 'asset', path: '/a/../b' },
  ]);
});

it('welcomes a good token once', () => {
  const target = `/?token=${access.mintToken()}`;
  expect([
    decideAnswer(access, { ...stranger, target }).kind,
    decideAnswer(access, { ...stranger, target }),
  ]).toEqual(['welcome', { kind: 'refuse', status: 403 }]);
});

it('opens the app for a used token in a browser that has a session', () => {
  expect(decideAnswer(access, { ...visit, target: '/?token=used' })).toEqual({
    kind: 'redirect',
    location: '/',
  });
});

it('does not use a token up on a look at the headers, on another path or for a foreign host', () => {
  const token = access.mintToken();
  const target = `/?token=${token}`;
  const foreign = { ...stranger.knock, host: 'rebound.example:4321' };
  expect([
    decideAnswer(access, { ...stranger, method: 'HEAD', target }),
    decideAnswer(access, { ...stranger, target: `/index.html?token=${token}` }),
    decideAnswer(access, { ...stranger, target, knock: foreign }),
    decideAnswer(access, { ...stranger, target }).kind,
  ]).toEqual([
    { kind: 'refuse', status: 403 },
    { kind: 'refuse', status: 403 },
    { kind: 'refuse', status: 403 },
    'welcome',
  ]);
});

it('refuses a browser without a session everything, the gallery included', () => {
  expect(
    ['/', '/assets/a.js', '/__gallery', '/rpc'].map((target) =>
      decideAnswer(access, { ...stranger, target }),
    ),
  ).toEqual(Array.from({ length: 4 }, () => ({ kind: 'refuse', status: 403 })));
});

it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', undefined])(
  'refuses the method %s',
  (method) => {
    expect(decideAnswer(access, { ...visit, method })).toEqual({ kind: 'refuse', status: 405 });
  },
);

it.each(['http://127.0.0.1:4321/', '*', '', undefined])('refuses the target %j', (target) => {
  expect(decideAnswer(access, { ...visit, target })).toEqual({ kind: 'refuse', status: 400 });
});

it('leads the plain address of the gallery to its place in the page', () => {
  expect(decideAnswer(access, { ...visit, target: '/__gallery' })).toEqual({
    kind: 'redirect',
    location: '/#/__gallery',
  });
});

it('answers the request for an icon that browsers make by themselves, to anybody who means this server', () => {
  const target = '/favicon.ico';
  const foreign = { ...stranger, knock: { ...stranger.knock, host: 'evil.example' } };
  expect([visit, stranger, foreign].map((asked) => decideAnswer(access, { ...asked, target }).kind)).toEqual([
    'nothing',
    'nothing',
    'refuse',
  ]);
});
