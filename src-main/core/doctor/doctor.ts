import type { CheckResult, DoctorReport } from '../../contract/checks.ts';
import { AppError } from '../app-error.ts';
import type { Clock, Machine } from '../ports.ts';
import type { Check } from './check.ts';
import { certificatesCheck } from './checks/certificates.ts';
import { containerChecks } from './checks/containers.ts';
import { hardwareChecks } from './checks/hardware.ts';
import { proxyCheck } from './checks/proxy.ts';
import { runtimeChecks } from './checks/runtime.ts';
import type { MachineFacts } from './facts.ts';

/** Every check, in the order they are shown. */
export const checks: readonly Check[] = [
  ...runtimeChecks,
  ...containerChecks,
  ...hardwareChecks,
  proxyCheck,
  certificatesCheck,
];

/** Reads the facts once and lets every check conclude. */
export async function runDoctor(machine: Machine, clock: Clock): Promise<DoctorReport> {
  const facts = await machine.facts();
  const results = checks.map((check) => conclude(check, facts));
  const ready = !results.some(({ level, status }) => level === 'required' && status === 'fail');
  return { ranAt: clock.now().toISOString(), ready, checks: results };
}

/** Reads the facts anew for one check. Throws `check.missing`. */
export async function runCheck(id: string, machine: Machine): Promise<CheckResult> {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new AppError('check.missing', { details: `Check ${id}` });
  return conclude(check, await machine.facts());
}

/** What one check says about the facts. */
export function conclude({ assess, ...check }: Check, facts: MachineFacts): CheckResult {
  const { status, observed, fixes = [] } = assess(facts);
  return { ...check, status, observed, fixes: [...fixes] };
}
