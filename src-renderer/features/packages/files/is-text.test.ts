import { expect, test } from 'vitest';
import { isText } from './is-text.ts';

test('models, arrays and archives have no text to show', () => {
  expect(
    [
      'Dockerfile',
      'model/slipway.json',
      'requirements.lock',
      'model/forest.JOBLIB',
      'a/b.safetensors',
      'x.tar.gz',
    ].map(isText),
  ).toEqual([true, true, true, false, false, false]);
});
