import type { WizardStepId } from './address.ts';
import type { DraftForm } from './draft-form.ts';

/** Everything a person has put into the wizard. Answers that were never touched stay with their defaults. */
export interface WizardInput {
  /** The model's file or folder, as typed. */
  readonly path: string;
  readonly rowsPath: string;
  readonly target: string;
  /** The job of the inspection that `edits` and `accepted` belong to. */
  readonly inspection?: string | undefined;
  /** Where the person was last. */
  readonly step?: WizardStepId | undefined;
  readonly edits: Readonly<Partial<DraftForm>>;
  /** Ids of dangerous findings that the person has accepted. */
  readonly accepted: readonly string[];
}

export const emptyInput: WizardInput = { path: '', rowsPath: '', target: '', edits: {}, accepted: [] };

export type SourceField = 'path' | 'rowsPath' | 'target';

export type InputAction =
  | { readonly type: 'source-changed'; readonly field: SourceField; readonly value: string }
  | { readonly type: 'answered'; readonly edits: Readonly<Partial<DraftForm>> }
  | { readonly type: 'accepted'; readonly finding: string; readonly accepted: boolean }
  /** An inspection of the source was started. */
  | { readonly type: 'inspected'; readonly inspection: string; readonly samePath: boolean }
  | { readonly type: 'stepped'; readonly step: WizardStepId }
  | { readonly type: 'emptied' };

/** The input after an act. Going back and forth is no act: nothing that was typed is lost by it. */
export function reduceInput(input: WizardInput, action: InputAction): WizardInput {
  switch (action.type) {
    case 'source-changed':
      return { ...input, [action.field]: action.value };
    case 'answered':
      return { ...input, edits: { ...input.edits, ...action.edits } };
    case 'accepted':
      return {
        ...input,
        accepted: action.accepted
          ? [...new Set([...input.accepted, action.finding])]
          : input.accepted.filter((id) => id !== action.finding),
      };
    case 'inspected':
      // Another model is another package; what was accepted was accepted of the old bytes.
      return {
        ...input,
        inspection: action.inspection,
        step: 'look',
        edits: action.samePath ? input.edits : {},
        accepted: [],
      };
    case 'stepped':
      return { ...input, step: action.step };
    case 'emptied':
      return emptyInput;
  }
}
