import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCodec, type Codec } from './codec.ts';

const { encode, decode } = createCodec();

it('carries whatever a structured clone carries, unchanged', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: false,
    withNullPrototype: false,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect(decode(encode(value))).toEqual(structuredClone(value));
    }),
  );
});

it('carries bytes, errors, odd numbers and missing values', () => {
  const values = [
    new Uint8Array([0, 255]),
    new Uint8Array(20_000).buffer,
    Number.NaN,
    -0,
    -Infinity,
    undefined,
  ];
  expect(values.map((value) => decode(encode(value)))).toEqual([
    new Uint8Array([0, 255]),
    new Uint8Array(20_000),
    Number.NaN,
    -0,
    -Infinity,
    undefined,
  ]);
  expect(decode(encode(new RangeError('too far')))).toMatchObject({ name: 'RangeError', message: 'too far' });
});

it.each([[() => 1], [Symbol('s')], [{ deep: [() => 1] }], [new WeakMap()]])(
  'refuses what no port carries',
  (value) => {
    expect(() => encode(value)).toThrow(/could not be cloned/);
  },
);

it('works from its source alone, as it must inside a page', () => {
  const copy = runInThisContext(`(${createCodec.toString()})()`) as Codec;
  expect(copy.decode(encode({ a: [1n] }))).toEqual({ a: [1n] });
});
