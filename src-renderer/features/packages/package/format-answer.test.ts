import { expect, test } from 'vitest';
import { formatAnswer } from './format-answer.ts';

test('JSON gets line breaks, other answers stay as they are', () => {
  expect([formatAnswer('{"value":[1]}'), formatAnswer('species,mass\n'), formatAnswer('')]).toEqual([
    '{\n  "value": [\n    1\n  ]\n}',
    'species,mass\n',
    '',
  ]);
});
