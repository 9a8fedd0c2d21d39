import { wizardSteps } from './address.ts';
import { emptyInput, type WizardInput } from './wizard-input.ts';

/** Where the input waits while the person is elsewhere. */
export type InputStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'slipway.package-wizard';

/** What was left in the wizard of this window, or an empty input. */
export function loadInput(store: InputStore): WizardInput {
  try {
    return read(JSON.parse(store.getItem(key) ?? 'null'));
  } catch {
    return emptyInput;
  }
}

/** A window that keeps nothing loses only this. */
export function saveInput(store: InputStore, input: WizardInput): void {
  try {
    if (input === emptyInput) store.removeItem(key);
    else store.setItem(key, JSON.stringify(input));
  } catch {
    // Storage that is full or switched off: the input lives as long as the screen.
  }
}

/** Text that this program wrote, perhaps in an older version: what does not fit is left out. */
function read(value: unknown): WizardInput {
  if (typeof value !== 'object' || value === null) return emptyInput;
  const { path, rowsPath, target, inspection, step, edits, accepted } = value as Record<string, unknown>;
  return {
    path: textOf(path),
    rowsPath: textOf(rowsPath),
    target: textOf(target),
    ...(typeof inspection === 'string' && { inspection }),
    step: wizardSteps.find((one) => one === step),
    edits: typeof edits === 'object' && edits !== null ? edits : {},
    accepted: Array.isArray(accepted) ? accepted.filter((id) => typeof id === 'string') : [],
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
