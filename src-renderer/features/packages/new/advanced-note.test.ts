import { expect, test } from 'vitest';
import { advancedNote, hasAdvancedProblem } from './advanced-note.ts';
import { defaultForm } from './draft-form.ts';

const form = defaultForm({ name: 'iris' }, { packages: [], hasEngine: true });
const plan = {
  python: '3.11',
  platform: 'linux/amd64',
  baseImage: 'python:3.11-slim-bookworm',
} as const;

test('the note says what the folded answers come to, before and after the plan', () => {
  expect([
    advancedNote(form, undefined),
    advancedNote(form, plan),
    advancedNote({ ...form, python: '3.13', requirements: 'rich\nboto3', wheels: '/srv/wheels' }, plan),
  ]).toEqual([
    'Python as the model wants it, linux/amd64',
    'Python 3.11, linux/amd64, python:3.11-slim-bookworm',
    'Python 3.13, linux/amd64, python:3.11-slim-bookworm, 2 further requirements, wheels from a folder',
  ]);
});

test('only faults of folded answers unfold them', () => {
  expect([hasAdvancedProblem({ name: 'x' }), hasAdvancedProblem({ wheels: 'x' })]).toEqual([false, true]);
});
