import { expect, it } from 'vitest';
import { suggestName } from './model-name.ts';

it.each([
  ['/home/ann/Iris Model.tar.gz', 'iris-model'],
  ['C:\\models\\churn\\model.pkl', 'churn'],
  ['/data/Größe.joblib', 'gro-e'],
  ['/models/model', 'model'],
  ['.', 'model'],
  [`/x/${'a'.repeat(70)}`, 'a'.repeat(63)],
])('%s suggests %s', (path, name) => {
  expect(suggestName(path)).toBe(name);
});
