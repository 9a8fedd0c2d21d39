import type { CheckResult, DoctorReport } from '@contract/checks.ts';
import type { Tone } from '../../ui/badge.tsx';
import { formatCount } from '../../ui/format.ts';

export interface Verdict {
  readonly word: string;
  readonly tone: Tone;
}

/** Red is for what stops Slipway: a missing optional thing is a fact, not a fault. */
export function verdictOf({ status, level }: Pick<CheckResult, 'status' | 'level'>): Verdict {
  switch (status) {
    case 'pass':
      return { word: 'Ready', tone: 'ok' };
    case 'info':
      return { word: 'Noted', tone: 'neutral' };
    case 'warn':
      return { word: 'Limited', tone: 'warn' };
    case 'unknown':
      return { word: 'Not computed', tone: 'warn' };
    case 'fail':
      return level === 'required'
        ? { word: 'Needs a fix', tone: 'bad' }
        : { word: 'Missing', tone: 'neutral' };
  }
}

export interface Summary {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly sentence: string;
}

/** The report in one sentence. */
export function summaryOf({ checks, ready }: Pick<DoctorReport, 'checks' | 'ready'>): Summary {
  const broken = checks.filter(({ level, status }) => level === 'required' && status === 'fail').length;
  if (!ready || broken > 0) {
    const what = broken === 1 ? 'One required check needs' : `${Math.max(broken, 1)} required checks need`;
    return { tone: 'bad', sentence: `${what} a fix before Slipway works here.` };
  }
  const unknown = checks.filter(({ status }) => status === 'unknown').length;
  const limited = checks.filter(
    ({ level, status }) => status === 'warn' || (status === 'fail' && level === 'optional'),
  ).length;
  const notes = [
    ...(limited > 0 ? [`${formatCount(limited, 'thing')} ${limited === 1 ? 'is' : 'are'} limited`] : []),
    ...(unknown > 0 ? [`${formatCount(unknown, 'check')} could not be computed`] : []),
  ];
  if (notes.length === 0) return { tone: 'ok', sentence: 'Everything Slipway needs is here.' };
  return {
    tone: unknown > 0 ? 'warn' : 'ok',
    sentence: `Everything Slipway needs is here; ${notes.join(', ')}.`,
  };
}

const categoryTitles: Readonly<Record<CheckResult['category'], string>> = {
  runtime: 'Runtime',
  hardware: 'Hardware',
  containers: 'Containers',
  network: 'Network',
  python: 'Python',
};

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly CheckResult[];
}

/** The checks by category, empty categories left out. */
export function groupsOf(checks: readonly CheckResult[]): readonly CheckGroup[] {
  return (Object.keys(categoryTitles) as CheckResult['category'][])
    .map((category) => ({
      title: categoryTitles[category],
      checks: checks.filter((check) => check.category === category),
    }))
    .filter((group) => group.checks.length > 0);
}
