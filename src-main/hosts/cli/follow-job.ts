import type { Job } from '../../contract/jobs.ts';
import { restingStates } from '../../core/jobs/fold.ts';
import { couldNot } from '../report-failure.ts';
import type { Client, Terminal } from './session.ts';

export interface Following {
  readonly client: Client;
  readonly terminal: Terminal;
  /** What the first Ctrl+C does; the second ends the program, as it does everywhere. */
  readonly onInterrupt: 'cancel' | 'stop-watching';
}

/** Shows a job's progress on standard error until it rests, or until Ctrl+C when that only stops the watching. */
export async function followJob(id: string, { client, terminal, onInterrupt }: Following): Promise<Job> {
  const ended = new AbortController();
  const interrupt = () => {
    if (onInterrupt === 'stop-watching') ended.abort();
    // Refused when the job has just come to rest by itself.
    else client.jobs.cancel({ id }).catch(() => undefined);
  };
  const progress = createProgressLine(terminal);
  process.once('SIGINT', interrupt);
  try {
    for await (const jobs of await client.jobs.changes(undefined, { signal: ended.signal })) {
      const job = jobs.find((one) => one.id === id) ?? (await client.jobs.get({ id }));
      progress.show(describeProgress(job));
      if (restingStates.has(job.state)) return job;
    }
    return await client.jobs.get({ id });
  } finally {
    progress.end();
    ended.abort();
    process.off('SIGINT', interrupt);
  }
}

/** Exit status for a job that was followed to its end: 1 when its input was refused, 2 when it did not get there. */
export function statusOf({ state, error }: Job): number {
  if (state === 'succeeded') return 0;
  return error?.code === 'file.row' ? 1 : couldNot;
}

/** One line that rewrites itself before a person; a new line for each change elsewhere. */
export function createProgressLine({ err, live }: Pick<Terminal, 'err' | 'live'>) {
  let shown: string | undefined;
  return {
    show: (text: string) => {
      if (text === shown) return;
      err(live ? `\r${text.padEnd(shown?.length ?? 0)}` : `${text}\n`);
      shown = text;
    },
    end: () => {
      if (live && shown !== undefined) err('\n');
    },
  };
}

function describeProgress({ progress, state, steps }: Job): string {
  const step = steps.find((one) => one.state === 'running');
  const what = state === 'running' ? (step?.title ?? state) : state;
  return `${String(Math.round(progress * 100)).padStart(3)} %  ${what}`;
}
