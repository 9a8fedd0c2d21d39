import { expect, test } from 'vitest';
import type { CheckResult } from '@contract/checks.ts';
import { computerFacts } from './computer-facts.ts';

const check = (
  id: string,
  status: CheckResult['status'],
  level: CheckResult['level'] = 'optional',
): CheckResult => ({
  id,
  category: 'hardware',
  title: id,
  status,
  level,
  neededFor: 'something',
  observed: 'seen',
  expected: 'wanted',
  fixes: [],
});

test('processor, memory, disk, container engine and Python are shown in this order, and nothing optional is bad', () => {
  const facts = computerFacts([
    check('python', 'fail'),
    check('proxy', 'info'),
    check('container-engine', 'info'),
    check('cpu', 'pass'),
    check('disk', 'warn'),
    check('memory', 'unknown', 'required'),
  ]);
  expect(facts.map(({ id, tone, word }) => [id, tone, word])).toEqual([
    ['cpu', 'ok', 'ready'],
    ['memory', 'neutral', 'not known'],
    ['disk', 'warn', 'works with limits'],
    ['container-engine', 'neutral', 'noted'],
    ['python', 'neutral', 'not needed yet'],
  ]);
});

test('a failed requirement comes first, whatever it is about', () => {
  const facts = computerFacts([
    check('cpu', 'pass'),
    check('node', 'fail', 'required'),
    check('disk', 'fail', 'required'),
  ]);
  expect(facts.map(({ id, tone }) => [id, tone])).toEqual([
    ['node', 'bad'],
    ['disk', 'bad'],
    ['cpu', 'ok'],
  ]);
});
