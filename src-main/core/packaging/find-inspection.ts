import { InspectInput, Inspection } from '../../contract/inspection.ts';
import { AppError } from '../app-error.ts';
import type { Jobs } from '../jobs/jobs.ts';

export interface FoundInspection {
  readonly input: InspectInput;
  readonly inspection: Inspection & { readonly sha256: string };
}

/** The result of an inspection by its job. Throws `job.missing`, and `job.state` when it has not ended well. */
export function findInspection(jobs: Pick<Jobs, 'get'>, id: string): FoundInspection {
  const job = jobs.get(id);
  const input = InspectInput.safeParse(job.input);
  const inspection = Inspection.required({ sha256: true }).safeParse(job.result);
  if (job.state !== 'succeeded' || !input.success || !inspection.success)
    throw new AppError('job.state', { details: `Job ${id} is no inspection that has succeeded.` });
  return { input: input.data, inspection: inspection.data };
}
