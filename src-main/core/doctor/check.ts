import type { CheckResult, Fix } from '../../contract/checks.ts';
import type { Fact, MachineFacts } from './facts.ts';

/** What a check concludes from the facts. */
export interface Verdict {
  readonly status: CheckResult['status'];
  readonly observed: string;
  readonly fixes?: readonly Fix[];
}

/** A check as data: who it is, what it wants, and a pure conclusion. */
export interface Check {
  readonly id: string;
  readonly category: CheckResult['category'];
  readonly title: string;
  readonly level: CheckResult['level'];
  readonly neededFor: string;
  readonly expected: string;
  readonly assess: (facts: MachineFacts) => Verdict;
}

export type Platform = MachineFacts['platform'];

/** A conclusion from one fact; a fact that could not be read is `unknown`, with the reason. */
export function fromFact<T>(
  pick: (facts: MachineFacts) => Fact<T>,
  assess: (value: T, facts: MachineFacts) => Verdict,
) {
  return (facts: MachineFacts): Verdict => {
    const fact = pick(facts);
    return fact.known
      ? assess(fact.value, facts)
      : { status: 'unknown', observed: `Could not be read: ${fact.reason}` };
  };
}

/** `1.5 GB`, with decimal units as disks and clouds count. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

/** A command that sets environment variables in the usual shell of the platform. */
export function setVariables(values: Readonly<Record<string, string>>, platform: Platform): string {
  const pairs = Object.entries(values);
  return platform === 'win32'
    ? pairs.map(([name, value]) => `setx ${name} "${value}"`).join(' & ')
    : `export ${pairs.map(([name, value]) => `${name}="${value}"`).join(' ')}`;
}

/** A command that removes an environment variable in the usual shell of the platform. */
export function unsetVariable(name: string, platform: Platform): string {
  return platform === 'win32' ? `set ${name}=` : `unset ${name}`;
}
