import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('colours, titles, links and cursor moves go, words stay', () => {
  expect(
    [
      '\u001b[1;31mred\u001b[0m and \u001b[38;5;12mblue\u001b[m',
      '\u001b]0;title\u0007text',
      '\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\',
      '\u001b[2K\u001b[1Gdone',
      '\u001b(Bplain\u001b7',
      'no escapes: [31m stays',
    ].map(plainText),
  ).toEqual(['red and blue', 'text', 'link', 'done', 'plain', 'no escapes: [31m stays']);
});

test('a carriage return leaves what was written last', () => {
  expect(['10 %\r50 %\r100 %', 'windows line\r', 'a\r\r'].map(plainText)).toEqual([
    '100 %',
    'windows line',
    'a',
  ]);
});

test('tabs stay and other control characters go', () => {
  expect(plainText('a\tb\u0000c\u0008d')).toBe('a\tbcd');
});
