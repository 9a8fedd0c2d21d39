import type { PackagePlan } from '@contract/packages.ts';
import { formatCount } from '../../../ui/format.ts';
import { linesOf, type DraftForm } from './draft-form.ts';
import type { DraftProblems } from './draft-problems.ts';

type Planned = Pick<PackagePlan, 'python' | 'platform' | 'baseImage'>;

/** What the folded answers come to: `Python 3.11, linux/amd64, python:3.11-slim-bookworm`. */
export function advancedNote(form: DraftForm, plan: Planned | undefined): string {
  const python = form.python === 'auto' ? plan?.python : form.python;
  const base = form.baseImage.trim() === '' ? plan?.baseImage : form.baseImage.trim();
  const more = linesOf(form.requirements).length;
  return [
    python === undefined ? 'Python as the model wants it' : `Python ${python}`,
    form.platform,
    ...(base === undefined ? [] : [base]),
    ...(more === 0 ? [] : [formatCount(more, 'further requirement')]),
    ...(form.wheels.trim() === '' ? [] : ['wheels from a folder']),
  ].join(', ');
}

const advanced: readonly (keyof DraftForm)[] = ['baseImage', 'requirements', 'wheels', 'folder'];

/** True when a fault is among the folded answers: it must not stay out of sight. */
export function hasAdvancedProblem(problems: DraftProblems): boolean {
  return advanced.some((field) => problems[field] !== undefined);
}
