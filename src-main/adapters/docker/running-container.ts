import type Docker from 'dockerode';
import type { Clock, CommandOutcome, RunningContainer } from '../../core/ports.ts';
import { soon } from './ask-engine.ts';
import { createTailOfText } from './bounded-text.ts';
import { residentMemory } from './container-memory.ts';
import { copyOut } from './copy-out.ts';
import { demultiplex } from './demultiplex.ts';
import type { UseEngine } from './engine-client.ts';
import { isGone } from './engine-error.ts';
import { removeContainer } from './remove-container.ts';
import { runCommand } from './run-command.ts';
import { removedMeanwhile, watchEnd } from './watch-end.ts';

/** Lines that `wait` carries, and the most bytes of any log. */
const lastLines = 200;
const mostLogBytes = 1024 * 1024;

/** The handle of a container that was started. */
export function runningContainer(
  use: UseEngine,
  clock: Clock,
  id: string,
  hostPort: number | undefined,
): RunningContainer {
  const within = <T>(work: (container: Docker.Container) => Promise<T>, signal?: AbortSignal) =>
    use(({ docker }) => work(docker.getContainer(id)), signal);
  const end = watchEnd(within, clock);
  return {
    id,
    ...(hostPort !== undefined && { hostPort }),
    ended: end.signal,
    exec: (command, signal) => within((container) => runCommand(container, command, signal), signal),
    wait: async (signal) => {
      const exitCode = await end.exitCode(signal);
      const logs = await within((container) => readLogs(container, lastLines).catch(unlessGone), signal);
      if (logs === undefined) throw removedMeanwhile();
      return { exitCode, ...logs };
    },
    copyOut: (path, folder, signal) =>
      within((container) => copyOut(container, path, folder, signal), signal),
    logs: async (lines) => {
      const { out, err } = await within((container) => readLogs(container, lines));
      return [out, err].filter((text) => text !== '').join('\n');
    },
    memory: () => within(readMemory),
    remove: async (graceSeconds) => {
      await use(({ docker }) => removeContainer(docker, id, graceSeconds));
      end.stop();
    },
  };
}

/** A container that somebody removes ends like any other, but leaves nothing to read; 409: it is being removed. */
function unlessGone(error: unknown): undefined {
  if (!isGone(error) && (error as { statusCode?: number }).statusCode !== 409) throw error;
}

type Logs = Pick<CommandOutcome, 'out' | 'err'>;

async function readLogs(container: Docker.Container, tail: number): Promise<Logs> {
  const raw = await container.logs({ stdout: true, stderr: true, tail, abortSignal: soon() });
  const texts = { out: createTailOfText(mostLogBytes), err: createTailOfText(mostLogBytes) };
  for await (const { stream, bytes } of demultiplex([raw] as unknown as AsyncIterable<Buffer>))
    texts[stream].add(bytes);
  return { out: texts.out.text(), err: texts.err.text() };
}

async function readMemory(container: Docker.Container): Promise<number | undefined> {
  const answer = await container.stats({ stream: false, 'one-shot': true });
  return residentMemory(answer.memory_stats);
}
