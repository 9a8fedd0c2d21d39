import type { CheckResult, DoctorReport } from '@contract/checks.ts';

/** What runs models on this computer: the sentence for the status bar, and whether an engine is behind it. */
export interface EngineFact {
  readonly found: boolean;
  readonly sentence: string;
}

export function engineFact(report: DoctorReport | undefined): EngineFact {
  const check = report?.checks.find(({ id }) => id === 'container-engine');
  return { found: check?.status === 'pass', sentence: sentenceOf(check) };
}

function sentenceOf(check: CheckResult | undefined): string {
  if (check === undefined) return 'Container engine: not checked yet';
  switch (check.status) {
    case 'pass':
      // Name and version come first; the rest is for the page of checks.
      return check.observed.split(', ')[0] ?? check.observed;
    case 'warn':
      return 'Container engine not usable: local process in use';
    case 'unknown':
      return 'Container engine: not known';
    case 'info':
    case 'fail':
      return 'No container engine: local process in use';
  }
}
