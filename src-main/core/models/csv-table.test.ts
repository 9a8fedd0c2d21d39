import { expect, it } from 'vitest';
import { readCsv } from './csv-table.ts';

it.each([
  [
    '1,2\n3,4\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    '1,2\r\n\r\n3,4',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [' 1 , a b ', [['1', 'a b']]],
  [
    '"a,b","say ""hi""","two\nlines"\nx,,',
    [
      ['a,b', 'say "hi"', 'two\nlines'],
      ['x', '', ''],
    ],
  ],
  ['"",1', [['', '1']]],
  [',', [['', '']]],
  ['', []],
  ['\n\n', []],
])('reads %j', (text, records) => {
  expect(readCsv(text)).toEqual(records);
});

it.each([
  ['1\n"open', 2],
  ['a"b', 1],
  ['"a"b', 1],
])('names the line of a stray quotation mark in %j', (text, line) => {
  const details = `Line ${line}: a quotation mark is not closed, or stands inside a field.`;
  expect(() => readCsv(text)).toThrow(
    expect.objectContaining({
      record: expect.objectContaining({ code: 'rows.shape', details }) as unknown,
    }) as Error,
  );
});
