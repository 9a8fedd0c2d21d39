import { AppError } from '../../app-error.ts';
import { baselineText, createBaseline } from '../baseline/baseline.ts';
import type { PackageWork } from '../package-parts.ts';
import { manifestText, modelManifest } from '../recipe/manifest.ts';

/** Sample rows in the package: enough for the probe, few enough to read. */
const sampleRows = 5;

export interface Staged {
  /** The build folder. */
  readonly folder: string;
  readonly baseline?: { readonly rows: number; readonly features: number };
}

/**
 * Writes what does not depend on how the model will be served: certificates, wheels, runtime, model, baseline. Throws
 * `model.changed` when the model is no longer the inspected one.
 */
export async function stage(
  work: PackageWork,
  progress: (done: number, total: number) => void,
): Promise<Staged> {
  const { parts, draft, inspection, context } = work;
  const { folders, environment } = parts;
  const folder = await makeFolder(work);
  const certificates = await environment.certificates();
  await folders.write(folder, 'certificates/.keep', '');
  for (const [index, pem] of certificates.entries())
    await folders.write(folder, `certificates/${String(index + 1).padStart(3, '0')}.crt`, pem);
  if (draft.wheels !== undefined)
    context.log(`${await folders.copyWheels(draft.wheels, folder, context.signal)} wheels are used offline.`);
  await folders.copyProgram('runtime', folder, 'runtime');
  const copy = await parts.copyModel(inspection, `${folder}/model`, context.signal, progress);
  if (copy.sha256 !== inspection.sha256)
    throw new AppError('model.changed', {
      details: `It was ${inspection.sha256} and is ${copy.sha256}.`,
    });
  await writeManifest(work, folder);
  return { folder, ...(await writeBaseline(work, folder)) };
}

/** `model/slipway.json`, for the model as it was inspected. */
export async function writeManifest({ parts, inspection, plan }: PackageWork, folder: string): Promise<void> {
  const sample = inspection.sample.slice(0, sampleRows);
  const manifest = modelManifest({ ...inspection, sample }, plan, plan.signature);
  await parts.folders.write(folder, 'model/slipway.json', manifestText(manifest));
}

/** An earlier attempt's folder is emptied; a new one goes into the ledger first. */
async function makeFolder({ parts, context, plan, draft }: PackageWork): Promise<string> {
  const { folders } = parts;
  const made = context
    .resources()
    .find(({ kind, state }) => kind === 'folder' && state !== 'removed' && state !== 'kept');
  if (made !== undefined) {
    await folders.remove(made.ref);
    await folders.create(made.ref);
    return made.ref;
  }
  const folder = draft.folder ?? folders.place(`${plan.name}-${context.jobId}`);
  await context.create({ kind: 'folder', ref: folder, data: {} }, () => folders.create(folder));
  return folder;
}

/** SageMaker Model Monitor's two files, from all of the training rows. */
async function writeBaseline({ parts, context, input, plan }: PackageWork, folder: string) {
  if (input.rowsPath === undefined) return {};
  const baseline = createBaseline(plan.signature);
  let rows = 0;
  for await (const { cells } of parts.files.rows(input.rowsPath, 0, context.signal)) {
    baseline.add(cells);
    rows += 1;
  }
  if (rows === 0) return {};
  const { statistics, constraints } = baseline.result();
  await parts.folders.write(folder, 'baseline/statistics.json', baselineText(statistics));
  await parts.folders.write(folder, 'baseline/constraints.json', baselineText(constraints));
  return { baseline: { rows, features: statistics.features.length } };
}
