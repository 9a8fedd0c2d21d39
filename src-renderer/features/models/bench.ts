import type { ErrorRecord } from '@contract/errors.ts';
import type { Model } from '@contract/models.ts';
import type { Exchange } from '@contract/predictions.ts';
import { checkBody, tooLarge } from './input/body-check.ts';
import {
  bodyOf,
  missingColumns,
  openBench,
  reduceBench,
  type BenchAction,
  type BenchState,
  type KeptInput,
} from './input/bench-state.ts';
import { blanksError } from './input/field-problems.ts';
import { addToHistory, type HistoryEntry } from './result/history.ts';
import { createLatest } from './latest.ts';

/** What stands in the region Result. */
type Answer =
  | { readonly kind: 'none' }
  /** Nothing was answered: the input was not sent, or the request failed on its way. */
  | { readonly kind: 'failed'; readonly error: ErrorRecord; readonly input: KeptInput }
  /** The server answered, be it with a refusal. */
  | { readonly kind: 'answered'; readonly exchange: Exchange; readonly input: KeptInput };

export interface BenchView {
  readonly input: BenchState;
  readonly answer: Answer;
  /** A prediction that was asked for is under way; those made while editing are not worth a sign. */
  readonly asking: boolean;
  /** Predict while editing. */
  readonly live: boolean;
  /** True when the newest answer was made while editing. */
  readonly answeredLive: boolean;
  readonly history: readonly HistoryEntry[];
}

/** What is asked of the engine. */
export interface Asked extends Pick<KeptInput, 'route' | 'body'> {
  readonly modelId: string;
}

export interface BenchParts {
  readonly model: Model;
  readonly create: (input: Asked, signal: AbortSignal) => Promise<Exchange>;
  readonly toErrorRecord: (error: unknown) => ErrorRecord;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly initial?: Partial<BenchView>;
}

/** The work on one model: its input, its newest answer and what was asked before. Lives as long as the page. */
export interface Bench {
  readonly view: () => BenchView;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (action: BenchAction) => void;
  readonly predict: () => void;
  readonly setLive: (live: boolean) => void;
  /** Brings an earlier input back, with the answer it had. */
  readonly restore: (entry: HistoryEntry) => void;
  /** Says that a text was not taken in, for its size. */
  readonly refuseText: (bytes: number) => void;
}

interface Request {
  readonly input: KeptInput;
  readonly live: boolean;
}

export function createBench({ model, create, toErrorRecord, now, initial }: BenchParts): Bench {
  const { signature } = model;
  const listeners = new Set<() => void>();
  let view: BenchView = { ...openView(model), ...initial };

  const set = (change: Partial<BenchView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const fail = (input: KeptInput, error: ErrorRecord, live = false) =>
    set({ answer: { kind: 'failed', error, input }, asking: false, answeredLive: live });

  const latest = createLatest<Request, Exchange>({
    run: ({ input: { route, body } }, signal) => create({ modelId: model.id, route, body }, signal),
    done: ({ input, live }, exchange) =>
      set({
        answer: { kind: 'answered', exchange, input },
        asking: false,
        answeredLive: live,
        history: addToHistory(signature, view.history, { at: now(), live, input, exchange }),
      }),
    failed: ({ input, live }, error) => fail(input, toErrorRecord(error), live),
  });

  const predict = () => {
    const input = inputOf(model, view.input);
    const blanks = missingColumns(signature, view.input);
    const error = blanks.length > 0 ? blanksError(blanks) : checkBody(input.body);
    if (error !== undefined) {
      latest.stop();
      fail(input, error);
      return;
    }
    set({ asking: true });
    latest.insist({ input, live: false });
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (action) => {
      set({ input: reduceBench(signature, view.input, action) });
      const isEdit = action.type === 'cell-changed' || action.type === 'row-chosen';
      const canSend = view.input.tab === 'form' && missingColumns(signature, view.input).length === 0;
      if (isEdit && view.live && canSend) latest.offer({ input: inputOf(model, view.input), live: true });
    },
    predict,
    setLive: (live) => set({ live }),
    restore: ({ kept }) => {
      if (kept === undefined) return;
      latest.stop();
      const input = reduceBench(signature, view.input, { type: 'restored', input: kept.input });
      set({ input, answer: { kind: 'answered', ...kept }, asking: false, answeredLive: false });
    },
    refuseText: (bytes) => fail(inputOf(model, view.input), tooLarge(bytes)),
  };
}

/** True when the input has changed since the answer was given. */
export function isStale(model: Model, { input, answer }: BenchView): boolean {
  if (answer.kind === 'none') return false;
  return answer.input.route !== input.route || answer.input.body !== bodyOf(model.signature, input);
}

function inputOf({ signature }: Model, state: BenchState): KeptInput {
  return { route: state.route, tab: state.tab, body: bodyOf(signature, state) };
}

function openView(model: Model): BenchView {
  return {
    input: openBench(model),
    answer: { kind: 'none' },
    asking: false,
    live: true,
    answeredLive: false,
    history: [],
  };
}
