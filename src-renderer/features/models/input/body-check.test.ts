import { expect, test } from 'vitest';
import { maxBodyBytes } from '@contract/serving.ts';
import { bytesOf, checkBody } from './body-check.ts';

test('text that is JSON can be sent, however little it fits the model', () => {
  expect(['{"rows": "none"}', '7', 'null'].map(checkBody)).toEqual([undefined, undefined, undefined]);
});

test('a number that is not finite is named with its place and its own fix', () => {
  const { code, details, fixes } = checkBody('{\n"a": NaN}') ?? {};
  expect([code, details, fixes]).toEqual([
    'input.not-json',
    'Line 2, column 6: a value is expected here, not NaN.',
    ['Write a finite number instead of NaN, or leave the row out: JSON has no such word.'],
  ]);
});

test('other text is named as no JSON, with its place', () => {
  const { code, details } = checkBody('{"a": 1') ?? {};
  expect([code, details]).toEqual([
    'input.not-json',
    'Line 1, column 8: a comma or a closing bracket is expected here, not the end of the text.',
  ]);
});

test('the limit counts bytes, not characters', () => {
  const fits = `"${'a'.repeat(maxBodyBytes - 2)}"`;
  const tooLong = `"${'é'.repeat(maxBodyBytes / 2 - 1)}é"`;
  expect([checkBody(fits)?.code, checkBody(tooLong)?.code, bytesOf('é')]).toEqual([
    undefined,
    'input.too-large',
    2,
  ]);
});

test('a body of 30 MB is refused for its size before it is read', () => {
  expect(checkBody('x'.repeat(30_000_000))?.details).toBe(
    'The body has 30,000,000 bytes; 6,291,456 bytes are allowed. It was not sent.',
  );
});
