import { expect, test } from 'vitest';
import { isShown, linkOf } from './job-places.ts';

const job = { id: 'j1' };

test('a job is in sight on its own page and in the wizard that waits for it', () => {
  expect([
    isShown(job, { pathname: '/activity/j1', search: {} }),
    isShown(job, { pathname: '/packages/new', search: { inspection: 'j1' } }),
    isShown(job, { pathname: '/packages/new', search: { inspection: 'j0', build: 'j1' } }),
    isShown(job, { pathname: '/packages/new', search: { inspection: 'j0' } }),
    isShown(job, { pathname: '/models', search: {} }),
  ]).toEqual([true, true, true, false, false]);
});

test('a result is shown where it is seen best', () => {
  const of = (kind: string, state: 'succeeded' | 'failed', result?: unknown) =>
    linkOf({ id: 'j1', kind, state, result });
  expect([
    of('package-model', 'succeeded', { packageId: 'p1' }),
    of('package-model', 'failed'),
    of('inspect-model', 'succeeded', {}),
    of('predict-file', 'succeeded', {}),
  ]).toEqual([
    { label: 'Open package', route: '/packages/p1' },
    { label: 'Open job', route: '/activity/j1' },
    { label: 'Package it', route: '/packages/new?inspection=j1' },
    { label: 'Open job', route: '/activity/j1' },
  ]);
});
