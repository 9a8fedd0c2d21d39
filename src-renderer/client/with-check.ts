import type { CheckResult, DoctorReport } from '@contract/checks.ts';

/** The report with one check replaced; ready unless a required check failed. */
export function withCheck(report: DoctorReport, check: CheckResult): DoctorReport {
  const checks = report.checks.map((one) => (one.id === check.id ? check : one));
  return {
    ...report,
    checks,
    ready: !checks.some(({ level, status }) => level === 'required' && status === 'fail'),
  };
}
