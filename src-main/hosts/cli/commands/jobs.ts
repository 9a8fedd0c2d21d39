import type { Command } from 'commander';
import type { Job } from '../../../contract/jobs.ts';
import { describeFailure } from '../../report-failure.ts';
import { followJob } from '../follow-job.ts';
import { print, withEngine, type Client, type CommandContext, type JsonOption } from '../session.ts';
import { table } from '../table.ts';

export function addJobCommands(program: Command, context: CommandContext): void {
  const jobs = program.command('jobs').description('Look at long work, and cancel, resume or discard it.');
  jobs
    .command('list')
    .description('List the jobs, newest first.')
    .option('--json', 'print one JSON document')
    .action(async (options: JsonOption) => {
      const list = await withEngine(context, (client) => client.jobs.list());
      print(context, options, list, describeList);
    });
  addJobCommand(jobs, context, 'show <id>', 'Show one job.', (client, id) => client.jobs.get({ id }));
  addJobCommand(
    jobs,
    context,
    'watch <id>',
    'Follow a job until it rests; Ctrl+C cancels it.',
    (client, id) => followJob(client, id, context.terminal),
  );
  addJobCommand(jobs, context, 'cancel <id>', 'Ask a running job to stop.', (client, id) =>
    client.jobs.cancel({ id }),
  );
  addJobCommand(
    jobs,
    context,
    'discard <id>',
    'Undo what a stopped job left behind and close it.',
    (client, id) => client.jobs.discard({ id }),
  );
  addJobCommand(
    jobs,
    context,
    'resume <id>',
    'Go on with a stopped job, and follow it.',
    async (client, id) => {
      await client.jobs.resume({ id });
      return followJob(client, id, context.terminal);
    },
  );
}

function addJobCommand(
  jobs: Command,
  context: CommandContext,
  name: string,
  description: string,
  act: (client: Client, id: string) => Promise<Job>,
): void {
  jobs
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document')
    .action(async (id: string, options: JsonOption) => {
      const job = await withEngine(context, (client) => act(client, id));
      print(context, options, job, describeJob);
      if (job.state === 'failed') context.finish(2);
    });
}

function describeList(jobs: readonly Job[]): string {
  if (jobs.length === 0) return 'There are no jobs yet.\n';
  const rows = jobs.map(({ id, state, progress, title, createdAt }) => [
    id,
    state,
    `${Math.round(progress * 100)} %`,
    createdAt,
    title,
  ]);
  return table(['ID', 'STATE', 'DONE', 'CREATED', 'TITLE'], rows);
}

function describeJob({ id, title, state, steps, error, reason }: Job): string {
  const lines = steps.map((step) => `  ${step.state.padEnd(8)} ${step.title}`);
  const why = error === undefined ? [] : ['', describeFailure(error)];
  return [`${title} (${id}): ${state}`, ...lines, ...(reason === undefined ? [] : [reason]), ...why, ''].join(
    '\n',
  );
}
