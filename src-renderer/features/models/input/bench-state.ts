import type { Cell, Column, Model, Row } from '@contract/models.ts';
import type { RouteId } from '@contract/serving.ts';
import {
  blankColumns,
  changeCell,
  formFromRow,
  rowFromForm,
  type FormState,
  type LooseRow,
} from './form-state.ts';
import { readRows, writeBody } from './request-body.ts';

/** The input side of a model's page. `bodyOf` says what Predict sends. */
export interface BenchState {
  readonly route: RouteId;
  readonly tab: 'form' | 'json';
  /** The first row; the form edits this one. */
  readonly form: FormState;
  /** The rows after the first, when the body holds several. */
  readonly moreRows: readonly LooseRow[];
  /** The body of the JSON tab; what counts while that tab is open. */
  readonly text: string;
  /** The JSON tab's text that could not be read as rows, kept until the form is edited. */
  readonly unread: string | undefined;
}

export type BenchAction =
  | { readonly type: 'cell-changed'; readonly column: string; readonly value: Cell | undefined }
  | { readonly type: 'text-changed'; readonly text: string }
  | { readonly type: 'tab-chosen'; readonly tab: BenchState['tab'] }
  | { readonly type: 'route-chosen'; readonly route: RouteId }
  | { readonly type: 'row-chosen'; readonly row: Row }
  | { readonly type: 'restored'; readonly input: KeptInput };

/** What the session's history keeps of an input. */
export interface KeptInput {
  readonly route: RouteId;
  readonly tab: BenchState['tab'];
  readonly body: string;
}

type Signature = Model['signature'];

/** The first example, ready to be predicted. */
export function openBench({ signature, examples }: Pick<Model, 'signature' | 'examples'>): BenchState {
  const row = examples[0]?.row ?? {};
  return {
    route: 'rest',
    tab: 'form',
    form: formFromRow(signature, row),
    moreRows: [],
    text: writeBody('rest', [row]),
    unread: undefined,
  };
}

export function reduceBench(signature: Signature, state: BenchState, action: BenchAction): BenchState {
  switch (action.type) {
    case 'cell-changed':
      return { ...state, unread: undefined, form: changeCell(state.form, action.column, action.value) };
    case 'text-changed':
      return { ...state, text: action.text };
    case 'tab-chosen':
      return action.tab === state.tab
        ? state
        : action.tab === 'form'
          ? openForm(signature, state)
          : openJson(signature, state);
    case 'route-chosen':
      return chooseRoute(state, action.route);
    case 'row-chosen': {
      const text = writeBody(state.route, [action.row]);
      return { ...state, unread: undefined, form: formFromRow(signature, action.row), moreRows: [], text };
    }
    case 'restored':
      return restore(signature, state, action.input);
  }
}

/** The exact text that Predict sends. */
export function bodyOf(signature: Signature, state: BenchState): string {
  return state.tab === 'json' ? state.text : writeBody(state.route, rowsOfForm(signature, state));
}

/** Columns to fill in before the form can be sent. The JSON tab is sent as it is. */
export function missingColumns(signature: Signature, state: BenchState): readonly Column[] {
  return state.tab === 'json' ? [] : blankColumns(signature, state.form);
}

function openForm(signature: Signature, state: BenchState): BenchState {
  const [first, ...moreRows] = readRows(state.route, state.text) ?? [];
  if (first === undefined) return { ...state, tab: 'form', unread: state.text };
  return { ...state, unread: undefined, tab: 'form', form: formFromRow(signature, first), moreRows };
}

function openJson(signature: Signature, state: BenchState): BenchState {
  const text = state.unread ?? writeBody(state.route, rowsOfForm(signature, state));
  return { ...state, unread: undefined, tab: 'json', text };
}

/** The JSON is rewritten for the new route where its rows can be found; otherwise it is left as it is. */
function chooseRoute(state: BenchState, route: RouteId): BenchState {
  const rows = state.tab === 'json' ? readRows(state.route, state.text) : undefined;
  return { ...state, route, ...(rows && { text: writeBody(route, rows) }) };
}

function restore(signature: Signature, state: BenchState, { route, tab, body }: KeptInput): BenchState {
  const json: BenchState = { ...state, unread: undefined, route, tab: 'json', text: body };
  return tab === 'json' || readRows(route, body) === undefined ? json : openForm(signature, json);
}

function rowsOfForm(signature: Signature, { form, moreRows }: BenchState): readonly LooseRow[] {
  return [rowFromForm(signature, form), ...moreRows];
}
