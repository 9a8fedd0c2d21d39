/** Outcome of one stage of `npm test`. `skipped` holds a line for each test that did not run, with its reason. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** A stage that is one check: its program's exit status decides. */
export function countChecks(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Vitest's JSON report. A file that fails before its first test counts as one failure. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = report as VitestReport;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = results
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const failed = numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests;
  return { passed: numPassedTests, failed, skipped };
}

interface PlaywrightTest {
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  readonly projectName: string;
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[];
}

/** Playwright's JSON report. A flaky test counts as failed: it did fail once. */
export function countPlaywright(report: unknown): Counts {
  const { suites, errors } = report as {
    readonly suites: readonly PlaywrightSuite[];
    readonly errors: readonly unknown[];
  };
  const tests = suites.flatMap(testsOf);
  const withStatus = (...statuses: readonly string[]) =>
    tests.filter(({ test }) => statuses.includes(test.status));
  return {
    passed: withStatus('expected').length,
    failed: withStatus('unexpected', 'flaky').length + errors.length,
    skipped: withStatus('skipped').map(
      ({ title, test }) => `${title} (${test.projectName}): ${reasonOf(test)}`,
    ),
  };
}

function testsOf(suite: PlaywrightSuite): { title: string; test: PlaywrightTest }[] {
  const own = suite.specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, test })));
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function reasonOf({ annotations }: PlaywrightTest): string {
  return (
    annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given'
  );
}
