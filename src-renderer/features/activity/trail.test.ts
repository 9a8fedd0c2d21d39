import { expect, test } from 'vitest';
import type { JobEvent, JournalEntry } from '@contract/jobs.ts';
import { emptyTrail, readEntry, type LogLine, type Trail } from './trail.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 8, 30, second)).toISOString();

function read(events: readonly JobEvent[]): { trail: Trail; lines: LogLine[] } {
  let trail = emptyTrail;
  const lines: LogLine[] = [];
  events.forEach((event, index) => {
    const entry: JournalEntry = { jobId: 'j', seq: index + 1, at: at(index), event };
    const after = readEntry(trail, entry);
    trail = after.trail;
    lines.push(...after.lines);
  });
  return { trail, lines };
}

const created: JobEvent = {
  type: 'created',
  kind: 'predict-file',
  title: 'Predict flowers.csv',
  input: {},
  steps: [{ id: 'predict', title: 'Predict the rows', weight: 1 }],
  resumable: true,
  engine: 'e',
};
const progressed = (done: number): JobEvent => ({
  type: 'step-progressed',
  step: 'predict',
  done,
  total: 100,
  unit: 'bytes',
});

test('a journal reads as lines: events by their step titles, output without escapes', () => {
  const { lines } = read([
    created,
    { type: 'started', attempt: 1, engine: 'e' },
    { type: 'step-started', step: 'predict' },
    { type: 'logged', stream: 'err', lines: ['\u001b[33mcareful\u001b[0m', 'two'] },
    progressed(10),
    { type: 'checkpointed', data: {} },
    { type: 'interrupted', reason: 'Slipway was closed.' },
    { type: 'started', attempt: 2, engine: 'e' },
  ]);
  expect(lines.map(({ kind, text }) => [kind, text])).toEqual([
    ['event', 'Created: Predict flowers.csv'],
    ['event', 'Started'],
    ['event', 'Step began: Predict the rows'],
    ['err', 'careful'],
    ['err', 'two'],
    ['event', 'Interrupted: Slipway was closed.'],
    ['event', 'Started, attempt 2'],
  ]);
});

test('the pace runs from the first report of the step to the newest, and is forgotten between attempts', () => {
  const running = [
    created,
    { type: 'started', attempt: 2, engine: 'e' } as const,
    progressed(60),
    progressed(70),
    progressed(80),
  ];
  const pace = {
    step: 'predict',
    total: 100,
    first: { at: Date.parse(at(2)), done: 60 },
    last: { at: Date.parse(at(4)), done: 80 },
  };
  expect([read(running).trail.pace, read([...running, { type: 'cancelled' }]).trail.pace]).toEqual([
    pace,
    undefined,
  ]);
});

test('the trail knows where the stream goes on', () => {
  expect(read([created, progressed(1)]).trail.seq).toBe(2);
});
