import { expect, it } from 'vitest';
import { sourceOf } from '../bytes/byte-source.ts';
import { walkPickle } from './walk-pickle.ts';

const pause = () => Promise.resolve();
const walk = (...parts: (string | Uint8Array)[]) =>
  walkPickle(
    sourceOf(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
    ),
    { pause },
  );
const uint64 = (value: bigint) => Buffer.from(new BigUint64Array([value]).buffer);

it('calls what is called through something else computed', async () => {
  const { globals } = await walk('\x80\x02cfunctools\npartial\n)R)R.');
  expect(globals.map(({ module, name, calls }) => [module, name, calls])).toEqual([
    ['functools', 'partial', 1],
    ['<computed>', '<result of functools.partial>', 1],
  ]);
});

it('calls a global computed whose name is put together while loading', async () => {
  const { globals } = await walk('\x80\x04\x8c\x02os)R\x8c\x06system\x93.');
  expect(globals.map(({ module }) => module)).toEqual(['<computed>', '<computed>']);
});

it('keeps the beginning of long texts and bytes, and passes over the rest', async () => {
  const bytes = Buffer.alloc(3_000_000, 7);
  const { root, fault, end } = await walk('\x80\x04\x8e', uint64(3_000_000n), bytes, '.');
  expect([root.kind === 'bytes' && [root.length, root.head.length], fault, end]).toEqual([
    [3_000_000, 65_536],
    undefined,
    3_000_012,
  ]);
});

it('passes over a line that is longer than what is near', async () => {
  const { root, fault } = await walk('(V', 'x'.repeat(1_000_000), '\nVend\nt.');
  expect([fault?.message, root.kind]).toEqual([undefined, 'tuple']);
});

it.each([
  ['ends before it stops', '\x80\x04K', /announced at|ends before/],
  ['announces more than any disk holds', '\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.', /announced/],
  ['is no pickle', '\x80\x04\xff', /no pickle instruction/],
  ['takes from an empty stack', 'R.', /empty stack/],
  ['recalls what was not remembered', 'h\x07.', /not remembered/],
  ['has no mark', ']t.', /finds no mark/],
  ['has a protocol of the future', '\x80\x09.', /Protocol 9/],
])('says why it stopped for a pickle that %s', async (_title, text, message) => {
  expect((await walk(text)).fault?.message).toMatch(message);
});

it('ends on a pickle that doubles itself, in bounded memory', async () => {
  // Each round puts a pair of the last value: 2^100000 values when written out.
  const { fault, root } = await walk('\x80\x02N', '2\x86'.repeat(100_000), '.');
  expect([fault, root.kind]).toEqual([undefined, 'tuple']);
});

it('stops at more values than it can follow', async () => {
  const { fault } = await walk('\x80\x02', '('.repeat(1_000_001), '.');
  expect(fault?.message).toMatch(/1000000 values/);
});
