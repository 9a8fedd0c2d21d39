import * as z from 'zod';

/** One act that mends a failed check: a sentence, and where there is one a command to copy or a page to open. */
export const Fix = z.object({
  title: z.string(),
  command: z.string().optional(),
  url: z.url().optional(),
});
export type Fix = z.infer<typeof Fix>;

/**
 * What a check saw. `pass` and `fail` are verdicts; `warn` works but will hurt; `info` is a fact without a verdict;
 * `unknown` says loudly that it could not be computed.
 */
export const CheckResult = z.object({
  id: z.string(),
  category: z.enum(['runtime', 'containers', 'hardware', 'network', 'python']),
  title: z.string(),
  status: z.enum(['pass', 'info', 'warn', 'fail', 'unknown']),
  /** `required`: Slipway cannot run without it. `optional`: only what `neededFor` names needs it. */
  level: z.enum(['required', 'optional']),
  neededFor: z.string(),
  observed: z.string(),
  expected: z.string(),
  fixes: z.array(Fix),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const DoctorReport = z.object({
  /** ISO 8601, UTC. */
  ranAt: z.string(),
  /** False when a required check failed. */
  ready: z.boolean(),
  checks: z.array(CheckResult),
});
export type DoctorReport = z.infer<typeof DoctorReport>;
