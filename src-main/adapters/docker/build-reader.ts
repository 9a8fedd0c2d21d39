import type { BuildMessage } from './build-messages.ts';
import { createBuildOutput } from './build-output.ts';
import { createPullProgress } from './pull-progress.ts';

/** One instruction as the engine ran it. */
export interface RanStep {
  readonly number: number;
  readonly total: number;
  readonly stage: string;
  readonly instruction: string;
  readonly cached: boolean;
  /** True for a FROM whose image was fetched from a registry. */
  readonly fetched: boolean;
  readonly durationMs: number;
  /** Short ids of the images before and after it, where the engine names them. */
  readonly before?: string;
  readonly after?: string;
}

export interface BuildReaderParts {
  /** Number of FROM instructions: the last stage without a name is called `final`. */
  readonly stages: number;
  readonly monotonic: () => number;
  readonly ended: (step: RanStep) => void;
  readonly progress: (done: number, total: number) => void;
  readonly log: (line: string) => void;
}

/** What the stream said so far. */
export interface BuildReader {
  readonly read: (message: BuildMessage) => void;
  /** Ends the last line and, after success, the last instruction. */
  readonly finish: () => void;
  /** The image that was built, once its last instruction has ended. */
  readonly image: () => string | undefined;
  readonly error: () => string | undefined;
  /** Exit code of the command that failed. */
  readonly exitCode: () => number | undefined;
  /** The instruction that runs, or ran last, with the output since it began. */
  readonly current: () => { readonly step: OpenStep | undefined; readonly lines: readonly string[] };
  /** Containers that the engine started for instructions. */
  readonly containers: () => readonly string[];
}

export type OpenStep = Pick<RanStep, 'number' | 'total' | 'stage' | 'instruction'>;

interface State {
  open?: OpenStep & { beganAt: number; cached: boolean; fetched: boolean; running: boolean; before?: string };
  after?: string;
  stage: string;
  stagesSeen: number;
  /** Instructions of earlier stages, for an engine that counts each stage by itself. */
  offset: number;
  image?: string;
  error?: string;
  exitCode?: number;
  readonly containers: string[];
}

const stepLine = /^(?:\[\d+\/(\d+)\] )?step (\d+)\/(\d+) ?: (.*)$/i;
const cacheLine = /^ ?-{2,3}> Using cache\b/;
const runningLine = /^ ?-{2,3}> Running in ([0-9a-f]{12,64})$/;
const imageLine = /^ ?-{2,3}> ([0-9a-f]{10,64})$/;
const engineLine =
  /^(?:Removing intermediate container |Removed intermediate container |Successfully (?:built|tagged) )/;

/** Follows the stream of the classic builder, and of Podman's counterpart, which words it alike. */
export function createBuildReader(parts: BuildReaderParts): BuildReader {
  const state: State = { stage: 'global', stagesSeen: 0, offset: 0, containers: [] };
  const receive = (line: string): boolean => {
    const begun = readStepLine(line, state);
    if (begun === undefined) return !readEngineLine(line, state);
    endStep(state, parts);
    output.forget();
    beginStep(state, parts, begun);
    return true;
  };
  const output = createBuildOutput(receive, parts.log);
  const pull = createPullProgress(parts.monotonic, (line) => output.add(`${line}\n`));
  return {
    read: (message) => {
      if (message.stream !== undefined) output.add(message.stream);
      if (message.status !== undefined) {
        if (state.open !== undefined && pull.read(message)) state.open.fetched = true;
      }
      if (typeof message.aux?.ID === 'string') state.image = message.aux.ID;
      const error = message.errorDetail?.message ?? message.error;
      if (error !== undefined) state.error = error;
      if (typeof message.errorDetail?.code === 'number') state.exitCode = message.errorDetail.code;
    },
    finish: () => {
      output.flush();
      if (built(state) !== undefined) endStep(state, parts);
    },
    image: () => built(state),
    error: () => state.error,
    exitCode: () => state.exitCode,
    current: () => ({ step: state.open, lines: output.newest() }),
    containers: () => state.containers,
  };
}

function built({ error, open, image }: State): string | undefined {
  return error === undefined && open?.number === open?.total ? image : undefined;
}

interface BegunStep {
  readonly number: number;
  readonly total: number;
  readonly instruction: string;
  /** Instructions of the stages before it, for an engine that counts each stage by itself. */
  readonly offset: number;
}

/** Output of a command can look like a line of the engine: only the number that is due begins an instruction. */
function readStepLine(line: string, { open, offset }: State): BegunStep | undefined {
  const [, stageCount, number, total, instruction] = stepLine.exec(line) ?? [];
  if (instruction === undefined) return undefined;
  const restarts = stageCount !== undefined && Number(number) === 1 && open?.number === open?.total;
  const base = restarts ? (open?.total ?? 0) : offset;
  const step = { number: base + Number(number), total: base + Number(total), instruction, offset: base };
  if (step.number !== (open?.number ?? 0) + 1) return undefined;
  return open === undefined || restarts || step.total === open.total ? step : undefined;
}

function beginStep(state: State, { stages, monotonic, progress }: BuildReaderParts, begun: BegunStep): void {
  const { offset, ...step } = begun;
  if (/^from\s/i.test(step.instruction)) {
    state.stage = nameStage(step.instruction, state.stagesSeen, stages);
    state.stagesSeen += 1;
    delete state.after;
  }
  state.offset = offset;
  // The image of an earlier stage is not the build's.
  delete state.image;
  state.open = {
    ...step,
    stage: state.stage,
    beganAt: monotonic(),
    cached: false,
    fetched: false,
    running: false,
    ...(state.after !== undefined && { before: state.after }),
  };
  // The end of an instruction has told the others.
  if (step.number === 1) progress(0, step.total);
}

function nameStage(instruction: string, index: number, stages: number): string {
  const [, name] = /\sas\s+(\S+)\s*$/i.exec(instruction) ?? [];
  return name?.toLowerCase() ?? (index === stages - 1 ? 'final' : `stage ${index + 1}`);
}

function readEngineLine(line: string, state: State): boolean {
  const { open } = state;
  const [, container] = runningLine.exec(line) ?? [];
  if (open !== undefined && container !== undefined) {
    open.running = true;
    state.containers.push(container);
    return true;
  }
  if (open?.running === false && cacheLine.test(line)) {
    open.cached = true;
    return true;
  }
  const [, image] = imageLine.exec(line) ?? [];
  if (image !== undefined) state.after = image;
  return image !== undefined || engineLine.test(line);
}

function endStep(state: State, { monotonic, ended, progress }: BuildReaderParts): void {
  if (state.open === undefined) return;
  const { beganAt, running: _, fetched, cached, ...step } = state.open;
  // Neither FROM of an image that is here nor ARG before the first stage does any work.
  const idle = /^from\s/i.test(step.instruction) ? !fetched : step.stage === 'global';
  ended({
    ...step,
    cached: cached || idle,
    fetched,
    durationMs: monotonic() - beganAt,
    ...(state.after !== undefined && { after: state.after }),
  });
  progress(step.number, step.total);
}
