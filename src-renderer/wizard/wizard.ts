/** A step of a wizard, in the order of the list that holds it. */
export interface WizardStep<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** Why it cannot be entered yet; undefined once it can. */
  readonly closed?: string | undefined;
}

export type WizardAction<Id extends string> =
  { readonly type: 'next' } | { readonly type: 'back' } | { readonly type: 'go'; readonly step: Id };

/** What a step is to a person who stands at another one. */
export type StepMark = 'done' | 'current' | 'open' | 'closed';

/** The step after an action; the same one when the action leads nowhere or into a closed step. */
export function wizardReducer<Id extends string>(
  steps: readonly WizardStep<Id>[],
  current: Id,
  action: WizardAction<Id>,
): Id {
  const at = indexOf(steps, current);
  const wanted = action.type === 'go' ? action.step : steps[at + (action.type === 'next' ? 1 : -1)]?.id;
  return wanted !== undefined && settledStep(steps, wanted) === wanted ? wanted : current;
}

/** The step that is shown when `wanted` is asked for: itself, or the last one before the first closed step. */
export function settledStep<Id extends string>(steps: readonly WizardStep<Id>[], wanted: Id): Id {
  const closed = steps.findIndex((step, index) => index > 0 && step.closed !== undefined);
  const last = closed === -1 ? steps.length - 1 : closed - 1;
  return steps[Math.min(indexOf(steps, wanted), last)]?.id ?? wanted;
}

/** The mark of each step, in order. */
export function stepMarks<Id extends string>(
  steps: readonly WizardStep<Id>[],
  current: Id,
): readonly StepMark[] {
  const at = indexOf(steps, current);
  return steps.map(({ id }, index) => {
    if (index === at) return 'current';
    if (index < at) return 'done';
    return settledStep(steps, id) === id ? 'open' : 'closed';
  });
}

function indexOf<Id extends string>(steps: readonly WizardStep<Id>[], id: Id): number {
  return Math.max(
    0,
    steps.findIndex((step) => step.id === id),
  );
}
