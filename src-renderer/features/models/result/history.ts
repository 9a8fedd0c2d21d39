import type { ErrorRecord } from '@contract/errors.ts';
import type { Prediction, Signature } from '@contract/models.ts';
import type { Evidence, Exchange } from '@contract/predictions.ts';
import type { KeptInput } from '../input/bench-state.ts';
import type { LooseRow } from '../input/form-state.ts';
import { isGrid, type Grid } from '../input/grid.ts';
import { readRows } from '../input/request-body.ts';

/** Predictions that the session remembers for a model. */
export const historyLength = 20;
/** A longer body is not kept, in characters: twenty of the largest would fill the page's memory. */
const keptBody = 1024 * 1024;

export interface HistoryEntry {
  /** Counts up within the session. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** True when the prediction was made while editing: the next one of that sort takes its place. */
  readonly live: boolean;
  readonly summary: InputSummary;
  /** Missing when the body was too large to keep. */
  readonly kept?: { readonly input: KeptInput; readonly exchange: Exchange };
  readonly evidence: Evidence;
  /** The answer to the first row, or why there is none. */
  readonly first?: Prediction;
  readonly problem?: ErrorRecord;
}

/** An input in a few words, or its drawing. */
export interface InputSummary {
  readonly text: string;
  readonly drawing?: Grid;
}

export interface Made {
  readonly at: number;
  readonly live: boolean;
  readonly input: KeptInput;
  readonly exchange: Exchange;
}

/** Puts a prediction on top. Predictions made while editing replace each other, and a repeat replaces its like. */
export function addToHistory(
  signature: Signature,
  history: readonly HistoryEntry[],
  made: Made,
): readonly HistoryEntry[] {
  const [newest, ...older] = history;
  const entry = entryOf(signature, made, (newest?.id ?? 0) + 1);
  const repeat = newest !== undefined && ((newest.live && made.live) || sameInput(newest, made.input));
  return [entry, ...(repeat ? older : history)].slice(0, historyLength);
}

export function summarise(
  signature: Signature,
  { route, body }: Pick<KeptInput, 'route' | 'body'>,
): InputSummary {
  const rows = readRows(route, body);
  const [first, ...more] = rows ?? [];
  if (first === undefined) return { text: `${body.length.toLocaleString('en-US')} characters` };
  if (more.length > 0) return { text: `${(more.length + 1).toLocaleString('en-US')} rows` };
  return summariseRow(signature, first);
}

function summariseRow(signature: Signature, row: LooseRow): InputSummary {
  const cells = signature.inputs.map(({ name }) => row[name]).filter((cell) => cell !== undefined);
  const drawing = cells.find((cell): cell is Grid => isGrid(cell));
  const text = cells
    .filter((cell) => !isGrid(cell))
    .map(String)
    .join(', ');
  return { text: drawing !== undefined && text === '' ? 'Drawing' : text, ...(drawing && { drawing }) };
}

function entryOf(signature: Signature, { at, live, input, exchange }: Made, id: number): HistoryEntry {
  const { problem, evidence, predictions = [] } = exchange;
  const [first] = predictions;
  return {
    id,
    at,
    live,
    summary: summarise(signature, input),
    evidence,
    ...(problem && { problem }),
    ...(first && { first }),
    ...(input.body.length <= keptBody && { kept: { input, exchange } }),
  };
}

function sameInput({ kept }: HistoryEntry, input: KeptInput): boolean {
  return kept?.input.body === input.body && kept.input.route === input.route;
}
