import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Inspection, type Finding, type InspectInput } from '../../../contract/inspection.ts';
import type { Job } from '../../../contract/jobs.ts';
import { AppError } from '../../../core/app-error.ts';
import { sizeOf } from '../../../core/doctor/check.ts';
import { defineCommand } from '../define-command.ts';
import { followJob } from '../follow-job.ts';
import { print, withEngine, type Client, type CommandContext, type Terminal } from '../session.ts';
import { table } from '../table.ts';

export interface RowsOptions {
  readonly rows?: string;
  readonly target?: string;
}

export function addInspectCommand(models: Command, context: CommandContext): void {
  const { terminal } = context;
  defineCommand(models, 'inspect <path>', {
    summary: 'Say what a model on disk is, without running any of it.',
    details:
      'Reads a file, a folder or an archive. Exit status 1 when something stops the model from being packaged.',
    examples: [
      'models inspect model.joblib',
      'models inspect model.joblib --rows train.csv --target species',
      'models inspect mlflow-model/ --json',
    ],
  })
    .option('--rows <path>', 'a .csv or .jsonl file with rows the model was trained on')
    .option('--target <column>', 'the column of that file which the model predicts')
    .action(async (path: string, options: RowsOptions) => {
      const { inspection } = await withEngine(context, (client) =>
        inspect(client, terminal, inputOf(path, options)),
      );
      print(context, inspection, describeInspection);
      if (inspection.findings.some(({ severity }) => severity === 'blocks' || severity === 'accept'))
        context.finish(1);
    });
}

export function inputOf(path: string, { rows, target }: RowsOptions): InspectInput {
  return {
    path: resolve(path),
    ...(rows !== undefined && { rowsPath: resolve(rows) }),
    ...(target !== undefined && { target }),
  };
}

/** Runs the inspection to its end. Throws what it failed with. */
export async function inspect(
  client: Client,
  terminal: Terminal,
  input: InspectInput,
): Promise<{ jobId: string; inspection: Inspection }> {
  const { jobId } = await client.models.inspect(input);
  const job = await followJob(jobId, { client, terminal, onInterrupt: 'cancel' });
  return { jobId, inspection: Inspection.parse(resultOf(job)) };
}

/** The result of a job that has succeeded; throws what another one ended with. */
export function resultOf(job: Job): unknown {
  if (job.state === 'succeeded') return job.result;
  const waysOn = job.resumable
    ? [`slipway jobs resume ${job.id} goes on.`, `slipway jobs discard ${job.id} undoes it.`]
    : [];
  if (job.error !== undefined)
    throw new AppError(job.error.code, { ...job.error, fixes: [...job.error.fixes, ...waysOn] });
  throw new AppError('job.state', {
    title: `${job.title}: ${job.state}.`,
    cause: 'The job did not come to its end.',
    fixes: waysOn.length > 0 ? waysOn : ['Run the command again.'],
  });
}

const marks: Readonly<Record<Finding['severity'], string>> = {
  blocks: '✗',
  accept: '✗',
  warns: '!',
  info: '·',
};

function describeInspection(inspection: Inspection): string {
  const { formatTitle, frameworkVersion, entry, python, bytes, files, sha256 } = inspection;
  const facts = [
    ['Model', [formatTitle, frameworkVersion].filter(Boolean).join(', written by version ')],
    ['Answers through', entry],
    ['Python', python],
    ['Size', `${sizeOf(bytes)} in ${files.length} ${files.length === 1 ? 'file' : 'files'}`],
    ['SHA-256', sha256],
  ] as const;
  return [
    ...facts.flatMap(([title, value]) =>
      value === undefined || value === '' ? [] : [`${title.padEnd(16)}${value}`],
    ),
    '',
    describeSignature(inspection),
    ...inspection.findings.map(describeFinding),
    '',
  ].join('\n');
}

function describeSignature({ signature, signatureSource }: Inspection): string {
  if (signature === undefined) return 'No signature: point at training rows with --rows to get one.\n';
  const { inputs, output } = signature;
  const rows = inputs.map(({ name, type, categories, min, max }) => [
    name,
    type,
    categories?.join(' | ') ?? (min === undefined || max === undefined ? '' : `${min} to ${max}`),
  ]);
  const labels = output.labels?.map(({ value }) => value).join(' | ');
  return [
    table(['INPUT', 'TYPE', 'RANGE'], rows),
    `Predicts ${output.name} (${output.task}${labels === undefined ? '' : `: ${labels}`}); signature from the ${signatureSource ?? 'file'}.`,
    '',
  ].join('\n');
}

export function describeFinding({ severity, title, observed, fix, id }: Finding): string {
  const accept = severity === 'accept' ? [`    → Or accept it: --accept ${id}`] : [];
  return [`${marks[severity]} ${title}`, `    ${observed}`, `    → ${fix}`, ...accept].join('\n');
}
