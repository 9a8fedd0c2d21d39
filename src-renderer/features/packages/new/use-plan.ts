import type { PackageDraftInput } from '@contract/packages.ts';
import { usePackagePlan } from '../../../client/queries.ts';
import { draftOf } from './draft-form.ts';
import { draftProblems } from './draft-problems.ts';
import type { FoundModel } from './use-wizard.ts';
import { useSettled } from './use-settled.ts';

/** A pause in typing, in milliseconds. */
const pause = 250;

/** The plan for the answers as they are; while they have a fault, the plan of the last ones without. */
export function usePlan({ form, inspectionId, accepted }: FoundModel) {
  const sound = Object.keys(draftProblems(form)).length === 0;
  const settled = useSettled(JSON.stringify(draftOf(form, inspectionId, accepted)), pause);
  return usePackagePlan(sound ? (JSON.parse(settled) as PackageDraftInput) : undefined);
}
