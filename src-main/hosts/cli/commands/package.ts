import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { PackageDraft, platforms, pythons, type Package } from '../../../contract/packages.ts';
import { AppError } from '../../../core/app-error.ts';
import { sizeOf } from '../../../core/doctor/check.ts';
import { defineCommand, examplesText } from '../define-command.ts';
import { followJob } from '../follow-job.ts';
import { print, withEngine, type Client, type CommandContext } from '../session.ts';
import { table } from '../table.ts';
import { describeFinding, inputOf, inspect, resultOf, type RowsOptions } from './inspect.ts';

interface PackageOptions extends RowsOptions {
  readonly name?: string;
  readonly tag?: string;
  readonly python?: (typeof pythons)[number];
  readonly platform?: (typeof platforms)[number];
  readonly base?: string;
  readonly requirement: readonly string[];
  readonly wheels?: string;
  readonly accept: readonly string[];
  readonly fast: boolean;
  readonly product: PackageDraft['product'];
  readonly folder?: string;
}

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

export function addPackageCommands(program: Command, context: CommandContext): void {
  addPackage(program, context);
  addPackages(program, context);
}

function addPackage(program: Command, context: CommandContext): void {
  defineCommand(program, 'package <path>', {
    summary: 'Make one container image of a model that every cloud accepts.',
    details:
      'Inspects, locks, builds, and runs the sample in the locked-down container. Ctrl+C cancels. Exit status 1 when a finding stops it.',
    examples: [
      'package model.joblib --rows train.csv --target species',
      'package mlflow-model/ --name churn --tag 3',
      'package model.onnx --product folder --folder ./churn',
    ],
  })
    .option('--rows <path>', 'a .csv or .jsonl file with rows the model was trained on')
    .option('--target <column>', 'the column of that file which the model predicts')
    .option('--name <name>', 'name of the package; from the path when left out')
    .option('--tag <version>', 'version of the package, the tag of its image; 1 when left out')
    .addOption(new Option('--python <version>', 'Python of the image').choices(pythons))
    .addOption(new Option('--platform <platform>', 'platform of the image').choices(platforms))
    .option('--base <image>', 'base image in place of the usual one')
    .option('--requirement <line>', 'a further requirement; may be given again', collect, [])
    .option('--wheels <folder>', 'take libraries from this folder only, without an index')
    .option('--accept <finding>', 'accept a dangerous finding by its id; may be given again', collect, [])
    .option('--no-fast', 'serve the model itself, not an ONNX conversion of it')
    .addOption(
      new Option('--product <product>', 'what to end with')
        .choices(['image', 'process', 'folder'])
        .default('image'),
    )
    .option('--folder <path>', 'where to write the build folder')
    .action(async (path: string, options: PackageOptions) => {
      const outcome = await withEngine(context, (client) => packageModel(client, context, path, options));
      if ('stops' in outcome) {
        print(context, outcome, ({ stops }) => `${stops.map(describeFinding).join('\n')}\n`);
        context.finish(1);
      } else print(context, outcome, describePackage);
    });
}

async function packageModel(
  client: Client,
  { terminal }: CommandContext,
  path: string,
  options: PackageOptions,
) {
  const { jobId: inspectionId, inspection } = await inspect(client, terminal, inputOf(path, options));
  const draft = draftOf(inspectionId, options.name ?? inspection.name, options);
  const plan = await client.packages.plan(draft);
  if (plan.stops.length > 0) return { stops: plan.stops };
  const { jobId } = await client.packages.build(draft);
  const job = await followJob(jobId, { client, terminal, onInterrupt: 'cancel' });
  const { packageId } = resultOf(job) as { packageId: string };
  return client.packages.get({ id: packageId });
}

function draftOf(inspectionId: string, name: string, options: PackageOptions): PackageDraft {
  const { tag, python, platform, base, requirement, wheels, accept, fast, product, folder } = options;
  const draft = PackageDraft.safeParse({
    inspectionId,
    name,
    version: tag,
    python,
    platform,
    baseImage: base,
    requirements: requirement,
    wheels: wheels === undefined ? undefined : resolve(wheels),
    accepted: accept,
    fastPath: fast ? 'auto' : 'off',
    product,
    folder: folder === undefined ? undefined : resolve(folder),
  });
  if (draft.success) return draft.data;
  const [issue] = draft.error.issues;
  throw new AppError('command.usage', {
    details: `${String(issue?.path[0] ?? 'An option')}: ${issue?.message ?? 'not understood'}.`,
  });
}

function addPackages(program: Command, context: CommandContext): void {
  const packages = program
    .command('packages')
    .description('Look at built packages, remove them, and free what earlier builds left.')
    .addHelpText('after', examplesText(['packages list', 'packages show ID']));
  defineCommand(packages, 'list', {
    summary: 'List the packages, newest first.',
    examples: ['packages list', 'packages list --json'],
  }).action(async () => {
    const list = await withEngine(context, (client) => client.packages.list());
    print(context, list, describeList);
  });
  defineCommand(packages, 'show <id>', {
    summary: 'Show one package: image, layers, libraries and the run of its sample.',
    examples: ['packages show ID', 'packages show ID --json'],
  }).action(async (id: string) => {
    print(context, await withEngine(context, (client) => client.packages.get({ id })), describePackage);
  });
  defineCommand(packages, 'remove <id>', {
    summary: 'Remove a package with its image and its build folder.',
    details: 'A build folder that was written elsewhere stays.',
    examples: ['packages remove ID'],
  }).action(async (id: string) => {
    await withEngine(context, (client) => client.packages.remove({ id }));
    print(context, { removed: id }, () => `Removed ${id}.\n`);
  });
  defineCommand(packages, 'prune', {
    summary: 'Free the space of earlier builds that no package uses.',
    examples: ['packages prune'],
  }).action(async () => {
    const won = await withEngine(context, (client) => client.packages.prune());
    print(context, won, ({ reclaimedBytes }) => `${sizeOf(reclaimedBytes)} are free again.\n`);
  });
}

function describeList(packages: readonly Package[]): string {
  if (packages.length === 0) return 'There are no packages yet: slipway package PATH makes one.\n';
  const rows = packages.map((one) => [
    one.id,
    `${one.name}:${one.version}`,
    one.source.formatTitle,
    one.servedBy,
    one.image === undefined ? '' : sizeOf(one.image.bytes),
    one.createdAt,
  ]);
  return table(['ID', 'PACKAGE', 'MODEL', 'SERVED BY', { right: 'SIZE' }, 'CREATED'], rows);
}

function describePackage(one: Package): string {
  const { image, smoke, fastPath, folder, steps } = one;
  const cached = steps.filter((step) => step.cached).length;
  const layers = image?.layers.filter(({ bytes }) => bytes > 0) ?? [];
  return [
    `${one.name}:${one.version}  (${one.id}, ${one.evidence.replace('-', ' ')})`,
    ...(image === undefined
      ? []
      : [
          `Image        ${image.tag}, ${sizeOf(image.bytes)}, user ${image.user}`,
          `             ${image.id}`,
          `Steps        ${cached} of ${steps.length} came from the cache`,
        ]),
    `Fast path    ${fastPath.state}: ${fastPath.reason}`,
    `Folder       ${folder}`,
    ...(smoke === undefined ? [] : [`Ready after  ${Math.round(smoke.readyMs)} ms`]),
    ...(smoke?.checks ?? []).map(({ title, passed }) => `  ${passed ? '✓' : '✗'} ${title}`),
    '',
    ...(layers.length === 0
      ? []
      : [
          table(
            ['LAYER', { right: 'SIZE' }],
            layers.map(({ title, bytes }) => [title, sizeOf(bytes)]),
          ),
        ]),
  ].join('\n');
}
