import { expect, test } from 'vitest';
import { readWizard, wantedStep } from './address.ts';

test('what does not fit in an address is ignored', () => {
  expect([
    readWizard({ inspection: 'job-1', build: '', step: 'review', more: 1 }),
    readWizard({ inspection: 12, step: 'nowhere' }),
    readWizard({ inspection: ['job-1'] }),
  ]).toEqual([{ inspection: 'job-1', step: 'review' }, { inspection: '12' }, {}]);
});

test('without a step the address leads as far as there is something to see', () => {
  expect([
    wantedStep({}),
    wantedStep({ inspection: 'a' }),
    wantedStep({ inspection: 'a', build: 'b' }),
    wantedStep({ inspection: 'a', build: 'b', step: 'decide' }),
  ]).toEqual(['choose', 'look', 'build', 'decide']);
});
