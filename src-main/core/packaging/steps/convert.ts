import type { ServedSignature } from '../../../contract/inspection.ts';
import type { FastPath } from '../../../contract/packages.ts';
import { AppError } from '../../app-error.ts';
import type { RunningContainer } from '../../ports.ts';
import { withConfinedContainer } from '../confined-container.ts';
import { withDeadline } from '../deadline.ts';
import type { PackageWork } from '../package-parts.ts';
import { lastLines, mostReport, readWorkbenchReport } from '../read-report.ts';
import { workbenchText } from '../recipe/package-texts.ts';
import { workbenchTag } from '../workbench-tag.ts';
import type { Locked } from './lock.ts';

/** A conversion that takes longer is given up, in milliseconds. */
const patience = 10 * 60_000;

/** Any user may write there, and it outlives the container's end: /tmp is memory. */
const outFolder = '/var/tmp/out';
const command = ['--model', '/opt/slipway/model', '--out', outFolder];

export interface Conversion {
  readonly fastPath: FastPath;
  /** What the model says of itself when it is loaded: more than its file did. */
  readonly signature?: ServedSignature;
}

const without = (state: FastPath['state'], reason: string): Conversion => ({ fastPath: { state, reason } });

/**
 * Builds the workbench, runs it locked down, and puts the conversion in the place of the model when the answers agree.
 * Whatever goes wrong here costs speed, not the package: the model itself is then served.
 */
export async function convert(
  work: PackageWork,
  folder: string,
  workbenchLock: Locked | undefined,
): Promise<Conversion> {
  const { plan, draft, context } = work;
  if (draft.fastPath === 'off') return without('off', 'It was switched off for this package.');
  if (!plan.fastPath.possible) return without('unavailable', plan.fastPath.reason);
  if (workbenchLock === undefined)
    return without(
      'unavailable',
      'The conversion runs in a container only; this package is made without one.',
    );
  try {
    return await runWorkbench(work, folder, await buildWorkbench(work, folder, workbenchLock));
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    const { title, details = '' } = error.record;
    context.log(`${title} ${details}`, 'err');
    return without('failed', `${title} ${details.split('\n')[0] ?? ''}`.trim());
  }
}

async function buildWorkbench(work: PackageWork, folder: string, lock: Locked): Promise<string> {
  const { parts, context, plan, draft } = work;
  const { folders, engine, environment } = parts;
  await folders.copyProgram('workbench', folder, 'workbench');
  await folders.write(folder, 'workbench/requirements.lock', lock.text);
  const distributions = lock.components.map(({ name }) => name);
  const text = workbenchText(plan, { distributions, wheels: draft.wheels !== undefined }, parts.libraries);
  await folders.write(folder, 'workbench/Dockerfile', text);
  context.log('Building the workbench: the image that converts the model.');
  const request = {
    folder,
    dockerfile: 'workbench/Dockerfile',
    tag: workbenchTag(plan.name),
    platform: plan.platform,
    buildArguments: await environment.buildArguments(),
    labels: { 'dev.slipway.workbench': plan.name },
  };
  const news = { step: () => undefined, progress: () => undefined, log: context.log };
  return (await engine.build(request, news, context.signal)).id;
}

async function runWorkbench(work: PackageWork, folder: string, image: string): Promise<Conversion> {
  const { parts, context } = work;
  const scratch = await parts.folders.scratch(`workbench-${context.jobId}`);
  const late = () =>
    new AppError('container.failed', {
      details: `The conversion took longer than ${patience / 60_000} minutes.`,
    });
  try {
    const wanted = { purpose: 'workbench', image, command, environment: {}, readOnly: false };
    return await withConfinedContainer(parts.engine, context, wanted, (container) =>
      withDeadline(parts.clock, patience, context.signal, late, (signal) =>
        takeOutcome(work, { container, folder, scratch }, signal),
      ),
    );
  } finally {
    await parts.folders.remove(scratch);
  }
}

interface Bench {
  readonly container: RunningContainer;
  readonly folder: string;
  readonly scratch: string;
}

async function takeOutcome(
  work: PackageWork,
  { container, folder, scratch }: Bench,
  signal: AbortSignal,
): Promise<Conversion> {
  const { exitCode, out, err } = await container.wait(signal);
  for (const line of lastLines(`${out}\n${err}`).split('\n')) work.context.log(line);
  if (exitCode !== 0)
    return without('failed', `The workbench ended with exit code ${exitCode}: ${lastWords(err)}`);
  await container.copyOut(outFolder, scratch, signal);
  return adopt(work, folder, `${scratch}/out`);
}

/** The conversion takes the model's place; the model's own files leave the image. */
async function adopt({ parts: { folders } }: PackageWork, folder: string, out: string): Promise<Conversion> {
  const report = readWorkbenchReport((await folders.read(out, 'report.json', mostReport)).text);
  if (report === undefined) return without('failed', 'The workbench wrote no report.');
  const { describe, conversion: fastPath } = report;
  const signature = describe.signature ?? undefined;
  if (fastPath.state === 'used') {
    await folders.removePath(folder, 'model');
    await folders.copyFile(`${out}/model.onnx`, folder, 'model/model.onnx');
    await folders.copyFile(`${out}/slipway.json`, folder, 'model/slipway.json');
  }
  return { fastPath, ...(signature !== undefined && { signature }) };
}

function lastWords(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
