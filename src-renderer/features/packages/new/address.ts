export const wizardSteps = ['choose', 'look', 'decide', 'review', 'build'] as const;
export type WizardStepId = (typeof wizardSteps)[number];

/** What the address of the wizard holds: enough to come back to it after a reload. */
export interface WizardSearch {
  /** The job of the inspection. */
  inspection?: string;
  /** The job of the build. */
  build?: string;
  step?: WizardStepId;
}

/** Reads an address that anybody may have written: what does not fit is ignored. */
export function readWizard(search: Readonly<Record<string, unknown>>): WizardSearch {
  const step = wizardSteps.find((one) => one === search['step']);
  const inspection = idOf(search['inspection']);
  const build = idOf(search['build']);
  return {
    ...(inspection !== undefined && { inspection }),
    ...(build !== undefined && { build }),
    ...(step !== undefined && { step }),
  };
}

/** Without a step the address leads as far as there is something to see. */
export function wantedStep({ inspection, build, step }: WizardSearch): WizardStepId {
  if (step !== undefined) return step;
  if (build !== undefined) return 'build';
  return inspection === undefined ? 'choose' : 'look';
}

function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
