import { expect, test } from 'vitest';
import {
  failingReport,
  noContainerEngine,
  passingReport,
  sampleReport,
  unknownReport,
  warningReport,
} from '../../gallery/fixtures/checks.ts';
import { groupsOf, summaryOf, verdictOf } from './check-view.ts';

test('only a failed requirement is red', () => {
  const statuses = ['pass', 'info', 'warn', 'unknown', 'fail'] as const;
  const tones = (level: 'required' | 'optional') =>
    statuses.map((status) => verdictOf({ status, level }).tone);
  expect([tones('required'), tones('optional')]).toEqual([
    ['ok', 'neutral', 'warn', 'warn', 'bad'],
    ['ok', 'neutral', 'warn', 'warn', 'neutral'],
  ]);
});

test('the summary says what matters most', () => {
  expect([passingReport, sampleReport, warningReport, unknownReport, failingReport].map(summaryOf)).toEqual([
    { tone: 'ok', sentence: 'Everything Slipway needs is here.' },
    { tone: 'ok', sentence: 'Everything Slipway needs is here.' },
    { tone: 'ok', sentence: 'Everything Slipway needs is here; 1 thing is limited.' },
    { tone: 'warn', sentence: 'Everything Slipway needs is here; 1 check could not be computed.' },
    { tone: 'bad', sentence: 'One required check needs a fix before Slipway works here.' },
  ]);
});

test('a report that is not ready is never called fine', () => {
  expect(summaryOf({ ready: false, checks: [] }).tone).toBe('bad');
});

test('checks stand in their categories', () => {
  const groups = groupsOf(sampleReport.checks).map(({ title, checks }) => [
    title,
    checks.map(({ id }) => id),
  ]);
  expect([groups, groupsOf([noContainerEngine]).map(({ title }) => title)]).toEqual([
    [
      ['Runtime', ['node']],
      ['Hardware', ['cpu', 'memory', 'disk']],
      ['Containers', ['container-engine', 'container-engine-choice']],
      ['Network', ['proxy', 'certificates']],
      ['Python', ['python']],
    ],
    ['Containers'],
  ]);
});
