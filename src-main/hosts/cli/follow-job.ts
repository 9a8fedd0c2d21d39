import { restingStates } from '../../core/jobs/fold.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Client, Terminal } from './session.ts';

/** Shows a job's progress on standard error until it rests. The first Ctrl+C cancels the job, the second ends the program. */
export async function followJob(client: Client, id: string, terminal: Terminal): Promise<Job> {
  const cancel = () => void client.jobs.cancel({ id }).catch(() => undefined);
  process.once('SIGINT', cancel);
  const show = createProgressLine(terminal);
  const ended = new AbortController();
  try {
    for await (const jobs of await client.jobs.changes(undefined, { signal: ended.signal })) {
      const job = jobs.find((one) => one.id === id) ?? (await client.jobs.get({ id }));
      show(describeProgress(job));
      if (restingStates.has(job.state)) return job;
    }
    return await client.jobs.get({ id });
  } finally {
    if (terminal.live) terminal.err('\n');
    ended.abort();
    process.off('SIGINT', cancel);
  }
}

/** One line that rewrites itself before a person; a new line for each change elsewhere. */
function createProgressLine({ err, live }: Terminal): (text: string) => void {
  let shown = '';
  return (text) => {
    if (text === shown) return;
    err(live ? `\r${text.padEnd(shown.length)}` : `${text}\n`);
    shown = text;
  };
}

function describeProgress({ progress, state, steps }: Job): string {
  const step = steps.find((one) => one.state === 'running');
  return `${String(Math.round(progress * 100)).padStart(3)} %  ${step?.title ?? state}`;
}
