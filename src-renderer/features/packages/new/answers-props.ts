import type { DraftForm } from './draft-form.ts';
import type { DraftProblems } from './draft-problems.ts';

/** What every group of questions on "How" gets. */
export interface AnswersProps {
  readonly form: DraftForm;
  readonly problems: DraftProblems;
  readonly onAnswer: (edits: Partial<DraftForm>) => void;
}
