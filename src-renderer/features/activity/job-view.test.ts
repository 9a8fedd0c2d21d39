import { expect, test } from 'vitest';
import { errorRecord } from '../../client/error-record.ts';
import { actsOf, elapsedMs, isActive, kindTitle, needsDecision } from './job-view.ts';
import { stateWords } from '../../ui/job-states.ts';

const states = Object.keys(stateWords) as (keyof typeof stateWords)[];
const namesOf = (acts: ReturnType<typeof actsOf>) => acts.map(({ act }) => act);

test('what can be done follows from the state', () => {
  expect(
    Object.fromEntries(states.map((state) => [state, namesOf(actsOf({ state, resumable: true }))])),
  ).toEqual({
    queued: ['cancel'],
    running: ['cancel'],
    cancelling: [],
    succeeded: [],
    failed: ['resume', 'discard'],
    cancelled: ['resume', 'discard'],
    interrupted: ['resume', 'discard'],
    discarded: [],
  });
});

test('resume is not offered where it cannot help', () => {
  const hopeless = { state: 'failed', resumable: true, error: errorRecord('file.changed') } as const;
  expect([namesOf(actsOf({ state: 'interrupted', resumable: false })), namesOf(actsOf(hopeless))]).toEqual([
    ['discard'],
    ['discard'],
  ]);
});

test('each act says what it will do in this very case', () => {
  const effect = (job: Parameters<typeof actsOf>[0]) => actsOf(job)[0]?.effect;
  expect([
    effect({ state: 'running', resumable: true }),
    effect({ state: 'running', resumable: false }),
    effect({ state: 'cancelled', resumable: true }),
    effect({
      state: 'failed',
      resumable: true,
      checkpoint: { rows: 500 },
      error: errorRecord('file.unwritable'),
    }),
  ]).toEqual([
    'Stops the work and keeps what is finished. It can be resumed from its last saved point, or discarded.',
    'Stops the work and keeps what is finished. It cannot be resumed, only discarded.',
    'Starts again from the first step.',
    'Goes on after the last saved point; finished work is not repeated. Fix the cause first, or it will fail the same way.',
  ]);
});

test('jobs that work and jobs that wait for a decision', () => {
  expect([
    states.filter((state) => isActive({ state })),
    states.filter((state) => needsDecision({ state })),
  ]).toEqual([
    ['queued', 'running', 'cancelling'],
    ['failed', 'cancelled', 'interrupted'],
  ]);
});

test('time runs until the job ends', () => {
  const startedAt = '2026-03-02T08:30:00.000Z';
  const now = Date.parse('2026-03-02T08:31:00.000Z');
  expect([
    elapsedMs({}, now),
    elapsedMs({ startedAt }, now),
    elapsedMs({ startedAt, endedAt: '2026-03-02T08:30:04.500Z' }, now),
    elapsedMs({ startedAt: '2026-03-02T08:31:00.400Z' }, now),
  ]).toEqual([undefined, 60_000, 4_500, 0]);
});

test('a kind without a title keeps its name', () => {
  expect([kindTitle('predict-file'), kindTitle('other')]).toEqual(['Predict a file', 'other']);
});
