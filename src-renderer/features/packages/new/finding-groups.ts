import type { Finding } from '@contract/inspection.ts';

export interface FindingGroup {
  readonly severity: Finding['severity'];
  readonly findings: readonly Finding[];
}

const order: readonly Finding['severity'][] = ['blocks', 'accept', 'warns', 'info'];

/** Findings by severity, the most serious first; severities without a finding are left out. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  return order
    .map((severity) => ({ severity, findings: findings.filter((finding) => finding.severity === severity) }))
    .filter((group) => group.findings.length > 0);
}

/** What keeps a model from being packaged. */
export interface Stops {
  readonly blocks: readonly Finding[];
  /** Dangerous, and not accepted yet. */
  readonly undecided: readonly Finding[];
}

export function stopsOf(findings: readonly Finding[], accepted: readonly string[]): Stops {
  return {
    blocks: findings.filter(({ severity }) => severity === 'blocks'),
    undecided: findings.filter(({ severity, id }) => severity === 'accept' && !accepted.includes(id)),
  };
}

/** The same for what the plan found: it is the answers that are changed, not the model. */
export function planStopReason({ blocks, undecided }: Stops): string | undefined {
  if (blocks.length > 0)
    return blocks.length === 1
      ? 'One finding stops the build. Other answers may help.'
      : `${blocks.length} findings stop the build. Other answers may help.`;
  return undecided.length === 0
    ? undefined
    : 'Something waits for a decision: accept it, or change the answers.';
}

/** What the plan still objects to, and what was accepted on the same screen, so that it can be taken back. */
export function shownStops(stops: readonly Finding[], decided: readonly Finding[]): readonly Finding[] {
  return [...stops, ...decided.filter(({ id }) => !stops.some((stop) => stop.id === id))];
}

/** Why the way on is closed, in one sentence; undefined when it is open. */
export function stopReason({ blocks, undecided }: Stops): string | undefined {
  if (blocks.length === 1) return 'One finding stops packaging. Mend the model, then inspect it again.';
  if (blocks.length > 1)
    return `${blocks.length} findings stop packaging. Mend the model, then inspect it again.`;
  if (undecided.length === 1) return 'One finding waits for a decision: accept it, or choose another model.';
  if (undecided.length > 1)
    return `${undecided.length} findings wait for a decision: accept each, or choose another model.`;
  return undefined;
}
