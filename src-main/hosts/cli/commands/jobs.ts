import type { Command } from 'commander';
import type { Job } from '../../../contract/jobs.ts';
import { defineCommand, examplesText, type CommandText } from '../define-command.ts';
import { describeJob } from '../describe-job.ts';
import { followJob, statusOf } from '../follow-job.ts';
import { print, withEngine, type Client, type CommandContext } from '../session.ts';
import { table } from '../table.ts';

export function addJobCommands(program: Command, context: CommandContext): void {
  const { terminal } = context;
  const jobs = program
    .command('jobs')
    .description('Look at long work, and cancel, resume or discard it.')
    .addHelpText('after', examplesText(['jobs list', 'jobs watch ID']));
  defineCommand(jobs, 'list', {
    summary: 'List the jobs, newest first.',
    examples: ['jobs list', 'jobs list --json'],
  }).action(async () => {
    const list = await withEngine(context, (client) => client.jobs.list());
    print(context, list, describeList);
  });
  addAct(jobs, context, 'show', 'Show one job.', (client, id) => client.jobs.get({ id }));
  addAct(jobs, context, 'cancel', 'Ask a running job to stop.', (client, id) => client.jobs.cancel({ id }));
  addAct(jobs, context, 'discard', 'Undo what a stopped job left behind and close it.', (client, id) =>
    client.jobs.discard({ id }),
  );
  addFollowing(
    jobs,
    context,
    'watch',
    'Follow a job until it rests; Ctrl+C stops the watching.',
    (client, id) => followJob(id, { client, terminal, onInterrupt: 'stop-watching' }),
  );
  addFollowing(
    jobs,
    context,
    'resume',
    'Go on with a stopped job, and follow it; Ctrl+C cancels it.',
    async (client, id) => {
      await client.jobs.resume({ id });
      return followJob(id, { client, terminal, onInterrupt: 'cancel' });
    },
  );
}

type Act = (client: Client, id: string) => Promise<Job>;

const textOf = (name: string, summary: string): CommandText => ({
  summary,
  examples: [`jobs ${name} ID`, `jobs ${name} ID --json`],
});

function addAct(jobs: Command, context: CommandContext, name: string, summary: string, act: Act): void {
  defineCommand(jobs, `${name} <id>`, textOf(name, summary)).action(async (id: string) => {
    const job = await withEngine(context, (client) => act(client, id));
    print(context, job, describeJob);
  });
}

/** Like an act, but the exit status says how the job ended. */
function addFollowing(jobs: Command, context: CommandContext, name: string, summary: string, act: Act): void {
  defineCommand(jobs, `${name} <id>`, textOf(name, summary)).action(async (id: string) => {
    const job = await withEngine(context, (client) => act(client, id));
    print(context, job, describeJob);
    context.finish(statusOf(job));
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
  return table(['ID', 'STATE', { right: 'DONE' }, 'CREATED', 'TITLE'], rows);
}
