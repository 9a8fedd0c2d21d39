import { expect, test } from 'vitest';
import { running, succeeded } from '../../gallery/fixtures/jobs.ts';
import { progressNews } from './progress-news.ts';

const at = (progress: number) => ({ ...running, title: 'Predict a.csv', progress });

test('each quarter and each new state is said once, the first sight is not', () => {
  expect([
    progressNews(undefined, at(0.5)),
    progressNews(at(0.1), at(0.24)),
    progressNews(at(0.24), at(0.26)),
    progressNews(at(0.26), at(0.49)),
    progressNews(at(0.2), at(0.8)),
    progressNews(at(0.9), { ...succeeded, title: 'Predict a.csv' }),
  ]).toEqual([
    undefined,
    undefined,
    'Predict a.csv: 25 %.',
    undefined,
    'Predict a.csv: 75 %.',
    'Predict a.csv: succeeded.',
  ]);
});
