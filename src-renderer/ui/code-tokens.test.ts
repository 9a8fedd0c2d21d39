import fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpTokens, jsonTokens } from './code-tokens.ts';

test('names, strings, numbers and words of JSON are told apart', () => {
  expect(jsonTokens('{"a": [1.5e-3, "b\\"c", null]}')).toEqual([
    { kind: 'plain', text: '{' },
    { kind: 'key', text: '"a"' },
    { kind: 'plain', text: ':' },
    { kind: 'plain', text: ' [' },
    { kind: 'number', text: '1.5e-3' },
    { kind: 'plain', text: ', ' },
    { kind: 'text', text: '"b\\"c"' },
    { kind: 'plain', text: ', ' },
    { kind: 'word', text: 'null' },
    { kind: 'plain', text: ']}' },
  ]);
});

test('an HTTP message has a start line, headers and a body', () => {
  expect(httpTokens('POST /v1/predict HTTP/1.1\ncontent-type: application/json\n\n{"rows":[]}')).toEqual([
    { kind: 'word', text: 'POST /v1/predict HTTP/1.1' },
    { kind: 'plain', text: '\n' },
    { kind: 'key', text: 'content-type' },
    { kind: 'plain', text: ': application/json' },
    { kind: 'plain', text: '\n\n' },
    { kind: 'plain', text: '{' },
    { kind: 'key', text: '"rows"' },
    { kind: 'plain', text: ':' },
    { kind: 'plain', text: '[]}' },
  ]);
});

test('no text is lost or added, whatever it is', () => {
  const joined = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text).join('');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[a-z: \n"{]*$/)), (text) => {
      expect([joined(jsonTokens(text)), joined(httpTokens(text))]).toEqual([text, text]);
    }),
  );
});
