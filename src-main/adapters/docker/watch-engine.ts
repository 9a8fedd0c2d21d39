import type Docker from 'dockerode';
import { AppError } from '../../core/app-error.ts';
import type { Clock } from '../../core/ports.ts';
import { askEngine } from './ask-engine.ts';

/** How often an engine is asked whether it is there, and how long it has to answer, in milliseconds. */
const every = 15_000;
const patience = 15_000;
/** So many questions without an answer: it hangs. */
const mostMissed = 3;

export interface EngineWatch {
  /** Aborts with `container.failed` once the engine does not answer any more. */
  readonly silent: AbortSignal;
  readonly stop: () => void;
}

/** An instruction may be silent for an hour; an engine that hangs, or whose machine was put to sleep, is as silent. */
export function watchEngine(docker: Docker, clock: Clock): EngineWatch {
  const silent = new AbortController();
  const stopped = new AbortController();
  const watch = async () => {
    for (let missed = 0; missed < mostMissed;) {
      await clock.sleep(every, stopped.signal);
      if (stopped.signal.aborted) return;
      missed = (await answers(docker, clock, stopped.signal)) ? 0 : missed + 1;
    }
    if (!stopped.signal.aborted) silent.abort(hangs());
  };
  void watch();
  return { silent: silent.signal, stop: () => stopped.abort() };
}

async function answers(docker: Docker, clock: Clock, stopped: AbortSignal): Promise<boolean> {
  const enough = new AbortController();
  const given = AbortSignal.any([enough.signal, stopped]);
  const answer = askEngine(docker, '/_ping', given).then(
    () => true,
    () => false,
  );
  const late = clock.sleep(patience, given).then(() => false);
  const answered = await Promise.race([answer, late]);
  enough.abort();
  return answered;
}

function hangs(): AppError {
  return new AppError('container.failed', {
    cause: 'The container engine does not answer any more.',
    fixes: ['Start the container engine anew, then build again: finished layers are kept.'],
  });
}
