import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

const parses = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['{"a": NaN}', { line: 1, column: 7, expected: 'a value', found: 'NaN', notFinite: true }],
  [
    '{\n  "a": [1,\n  -Infinity]\n}',
    { line: 3, column: 3, expected: 'a value', found: '-Infinity', notFinite: true },
  ],
  [
    '{\n  "a": 1\n  "b": 2\n}',
    { line: 3, column: 3, expected: 'a comma or a closing bracket', found: '"', notFinite: false },
  ],
  ['{"a" 1}', { line: 1, column: 6, expected: 'a colon', found: '1', notFinite: false }],
  ['{a: 1}', { line: 1, column: 2, expected: 'a name in double quotes or }', found: 'a', notFinite: false }],
  [
    '[1, 2',
    {
      line: 1,
      column: 6,
      expected: 'a comma or a closing bracket',
      found: 'the end of the text',
      notFinite: false,
    },
  ],
  ['', { line: 1, column: 1, expected: 'a value', found: 'the end of the text', notFinite: false }],
  ['{} x', { line: 1, column: 4, expected: 'the end of the text', found: 'x', notFinite: false }],
  [
    '["a\nb"]',
    {
      line: 1,
      column: 4,
      expected: 'a closing double quote or an allowed character',
      found: 'the end of the line',
      notFinite: false,
    },
  ],
  ['[1,]', { line: 1, column: 4, expected: 'a value', found: ']', notFinite: false }],
])('%j is at fault where it stops being JSON', (text, fault) => {
  expect(findJsonFault(text)).toEqual(fault);
});

test('it agrees with the parser about every text, whole or cut or bent', () => {
  const bent = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '}', ',', '\\', '0', 'e', '\n'))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), bent, fc.string()), (text) => {
      expect(findJsonFault(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 2000 },
  );
});

test('nesting a hundred thousand deep is no problem', () => {
  expect(findJsonFault('['.repeat(100_000))?.column).toBe(100_001);
});
