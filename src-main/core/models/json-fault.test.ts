import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The parser tells the place of some faults. */
function positionByParser(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    return position === undefined ? undefined : Number(position);
  }
}

/** JSON with a few characters cut out, put in or swapped. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', '{', ']', ',', ':', 'NaN', '-', '0', '\n', 'é', 'e')),
      { maxLength: 3 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((edited, [place, piece]) => {
      const at = place % (edited.length + 1);
      return edited.slice(0, at) + piece + edited.slice(at + (piece === '' ? 1 : 0));
    }, text),
  );

describe('findJsonFault', () => {
  it('finds a fault exactly where the parser of the language finds one', () => {
    fc.assert(
      fc.property(damaged, (text) => (findJsonFault(text) === undefined) === isJson(text)),
      { numRuns: 2000 },
    );
  });

  it('points to the place that the parser names, or to the start of the word it stands in', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const position = positionByParser(text);
        fc.pre(position !== undefined);
        const offset = findJsonFault(text)?.offset ?? -1;
        expect(text.slice(offset, position)).toMatch(/^[-+.\w\\]*$/);
        expect(offset).toBeLessThanOrEqual(position);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a": NaN}', { offset: 6, line: 1, column: 7, found: 'NaN' }],
    ['{"a":\n  [1, -Infinity]}', { offset: 12, line: 2, column: 7, found: '-Infinity' }],
    ['{"a": 1,}', { offset: 8, line: 1, column: 9, found: '}' }],
    ["{'a': 1}", { offset: 1, line: 1, column: 2, found: "'" }],
    ['{"a": 1', { offset: 7, line: 1, column: 8, found: '' }],
    ['[1 2]', { offset: 3, line: 1, column: 4, found: '2' }],
    ['[01]', { offset: 2, line: 1, column: 3, found: '1' }],
    ['"a\nb"', { offset: 2, line: 1, column: 3, found: '\n' }],
    ['"\\x"', { offset: 1, line: 1, column: 2, found: '\\' }],
    ['[}', { offset: 1, line: 1, column: 2, found: '}' }],
    ['', { offset: 0, line: 1, column: 1, found: '' }],
  ])('%j', (text, fault) => {
    expect(findJsonFault(text)).toEqual(fault);
  });

  it('walks nesting and tokens of any size', () => {
    const deep = '['.repeat(3_000_000);
    const long = `[1${'0'.repeat(5_000_000)} "${'x'.repeat(1_000_000)}"`;
    expect([
      findJsonFault(deep)?.offset,
      findJsonFault(deep + ']'.repeat(3_000_000)),
      findJsonFault(long)?.offset,
    ]).toEqual([3_000_000, undefined, 5_000_003]);
  });
});
