import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from './counts.ts';

it('counts a unit test file that fell over before its first test as a failure', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numFailedTestSuites: 1, testResults: [] };
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: [] });
});

it('names unit tests that did not run', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'a' },
    { status: 'skipped', fullName: 'b (out/main is not built)' },
  ];
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    numFailedTestSuites: 0,
    testResults: [{ assertionResults }],
  };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 0, skipped: ['b (out/main is not built)'] });
});

it('counts journeys over nested suites, a flaky one and a broken file as failures, and gives the reason for a skip', () => {
  const one = (title: string, status: string, annotations: readonly object[] = []) => ({
    title,
    tests: [{ status, projectName: 'web', annotations }],
  });
  const report = {
    errors: [{ message: 'cannot load x.spec.ts' }],
    suites: [
      {
        specs: [one('a', 'expected'), one('b', 'flaky')],
        suites: [{ specs: [one('c', 'skipped', [{ type: 'skip', description: 'no binary' }])] }],
      },
    ],
  };
  expect(countPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ['c (web): no binary'] });
});
