import type { Framework } from '../../../contract/inspection.ts';
import type { PackageWork } from '../package-parts.ts';
import { readLock, type LockFacts } from '../recipe/lock.ts';
import { namesOf } from '../recipe/requirement-line.ts';
import {
  requirementSource,
  servedRequirements,
  workbenchRequirements,
  type RequirementLine,
} from '../recipe/requirements.ts';
import { omissionsFor } from '../recipe/size.ts';

/** Libraries with their versions and hashes, as text and read. */
export interface Locked extends LockFacts {
  readonly text: string;
  /** What was asked for: `requirements.in`. */
  readonly requirements: readonly RequirementLine[];
}

/** True when a conversion will be tried: it runs in a container only. */
export function triesConversion({ plan, draft }: PackageWork): boolean {
  return plan.fastPath.possible && draft.product === 'image';
}

/** The versions of the workbench's libraries. */
export function lockWorkbench(work: PackageWork): Promise<Locked> {
  const source = requirementSource(work.inspection, work.draft);
  return lock(work, 'the workbench', workbenchRequirements(source, work.parts.libraries));
}

/** The versions of the libraries that serve: those of the model, or those of its conversion. */
export function lockServed(work: PackageWork, servedBy: Framework): Promise<Locked> {
  const source = requirementSource(work.inspection, work.draft);
  return lock(work, servedBy, servedRequirements(source, servedBy, work.parts.libraries));
}

async function lock(
  work: PackageWork,
  what: string,
  requirements: readonly RequirementLine[],
): Promise<Locked> {
  const { parts, plan, draft, context } = work;
  const { text, cached, resolver } = await parts.locker.lock({
    lines: requirements.map(({ line }) => line),
    omit: omissionsFor(namesOf(requirements), parts.libraries),
    python: plan.python,
    platform: draft.product === 'process' ? 'this-computer' : plan.platform,
    ...(draft.wheels !== undefined && { wheels: draft.wheels }),
    signal: context.signal,
    log: context.log,
  });
  context.log(`Versions for ${what} locked ${cached ? 'as before' : `by ${resolver}`}.`);
  return { ...readLock(text, parts.environment.sha256), text, requirements };
}
