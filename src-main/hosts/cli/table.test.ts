import { expect, it } from 'vitest';
import { columnsOf, plainText } from './plain-text.ts';
import { table } from './table.ts';

it('aligns text to the left and numbers to the right, under their headings', () => {
  expect(
    table(
      ['ID', { right: 'SIZE' }, 'TITLE'],
      [
        ['a', '9 B', 'One'],
        ['long-id', '12.5 KB', 'Two'],
      ],
    ),
  ).toBe(['ID          SIZE  TITLE', 'a            9 B  One', 'long-id  12.5 KB  Two', ''].join('\n'));
});

it('aligns what takes two columns, or none, in a terminal', () => {
  expect(
    table(
      ['TITLE', 'N'],
      [
        ['花の種類', '1'],
        ['e\u0301tude', '2'],
        ['👩‍🔬 lab', '3'],
      ],
    ),
  ).toBe(['TITLE     N', '花の種類  1', 'e\u0301tude     2', '👩‍🔬 lab    3', ''].join('\n'));
});

it.each<[string, number]>([
  ['', 0],
  ['abc', 3],
  ['é', 1],
  ['한글', 4],
  ['ｆｕｌｌ', 8],
  ['🇩🇪', 2],
  ['a\u200bb', 2],
])('counts the columns of %j', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

it('lets no control sequence through, but line ends and tabs', () => {
  expect(plainText('a\u001b[2J\u0007b\u009b31m\tc\r\nd\u007f')).toBe('a�[2J�b�31m\tc\r\nd�');
});
