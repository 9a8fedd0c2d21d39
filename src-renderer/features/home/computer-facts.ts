import type { CheckResult } from '@contract/checks.ts';

/** What Home says about this computer: facts and what each is needed for. Only a failed requirement is a verdict. */
export interface ComputerFact {
  readonly id: string;
  readonly title: string;
  readonly observed: string;
  readonly neededFor: string;
  readonly tone: 'neutral' | 'ok' | 'warn' | 'bad';
  readonly word: string;
}

/** The checks that Home shows, in this order; the list of checks has all. */
/** What Home shows, in this order: enough to know what will work here. The rest is one click away. */
const shown = ['cpu', 'memory', 'disk', 'container-engine', 'python'];

/** The checks that Home shows; a failed requirement comes first, whatever it is about. */
export function computerFacts(checks: readonly CheckResult[]): readonly ComputerFact[] {
  const broken = checks.filter(isBroken);
  const usual = shown.flatMap((id) => checks.filter((check) => check.id === id && !isBroken(check)));
  return [...broken, ...usual].map(describe);
}

function isBroken({ level, status }: CheckResult): boolean {
  return level === 'required' && status === 'fail';
}

function describe(check: CheckResult): ComputerFact {
  const { id, title, observed, neededFor } = check;
  return { id, title, observed, neededFor, ...verdict(check) };
}

function verdict(check: CheckResult): Pick<ComputerFact, 'tone' | 'word'> {
  if (isBroken(check)) return { tone: 'bad', word: 'needs a fix' };
  switch (check.status) {
    case 'pass':
      return { tone: 'ok', word: 'ready' };
    case 'warn':
      return { tone: 'warn', word: 'works with limits' };
    case 'unknown':
      return { tone: 'neutral', word: 'not known' };
    case 'info':
      return { tone: 'neutral', word: 'noted' };
    case 'fail':
      return { tone: 'neutral', word: 'not needed yet' };
  }
}
