import { expect, test } from 'vitest';
import { sampleModels } from '../../../gallery/fixtures/models.ts';
import {
  bodyOf,
  missingColumns,
  openBench,
  reduceBench,
  type BenchAction,
  type BenchState,
} from './bench-state.ts';
import { writeBody } from './request-body.ts';

const { iris } = sampleModels;
const { signature } = iris;
const first = iris.examples[0]?.row ?? {};
const other = iris.examples[2]?.row ?? {};

const after = (...actions: readonly BenchAction[]): BenchState =>
  actions.reduce((state, action) => reduceBench(signature, state, action), openBench(iris));

test('it opens with the first example, ready to send', () => {
  const state = openBench(iris);
  expect([bodyOf(signature, state), missingColumns(signature, state)]).toEqual([
    writeBody('rest', [first]),
    [],
  ]);
});

test('a changed cell changes what is sent, over whichever route', () => {
  const state = after(
    { type: 'cell-changed', column: 'petal_width', value: 9 },
    { type: 'route-chosen', route: 'azureml' },
  );
  expect(bodyOf(signature, state)).toBe(writeBody('azureml', [{ ...first, petal_width: 9 }]));
});

test('the JSON tab is sent as it was typed, and is not checked for blanks', () => {
  const state = after({ type: 'tab-chosen', tab: 'json' }, { type: 'text-changed', text: '{"rows": []' });
  expect([bodyOf(signature, state), missingColumns(signature, state)]).toEqual(['{"rows": []', []]);
});

test('rows typed as JSON come back in the form, the others stay behind it', () => {
  const state = after(
    { type: 'tab-chosen', tab: 'json' },
    { type: 'text-changed', text: writeBody('rest', [other, first]) },
    { type: 'tab-chosen', tab: 'form' },
    { type: 'cell-changed', column: 'petal_width', value: 1 },
  );
  expect([state.form.cells, bodyOf(signature, state)]).toEqual([
    { ...other, petal_width: 1 },
    writeBody('rest', [{ ...other, petal_width: 1 }, first]),
  ]);
});

test('text that is not rows waits behind the form until the form is edited', () => {
  const typed = after(
    { type: 'tab-chosen', tab: 'json' },
    { type: 'text-changed', text: 'oops' },
    { type: 'tab-chosen', tab: 'form' },
  );
  const back = reduceBench(signature, typed, { type: 'tab-chosen', tab: 'json' });
  const edited = reduceBench(signature, typed, { type: 'cell-changed', column: 'petal_width', value: 1 });
  const editedBack = reduceBench(signature, edited, { type: 'tab-chosen', tab: 'json' });
  expect([typed.unread, typed.form.cells, back.text, editedBack.text]).toEqual([
    'oops',
    first,
    'oops',
    writeBody('rest', [{ ...first, petal_width: 1 }]),
  ]);
});

test('another route rewrites JSON whose rows can be found and leaves other text alone', () => {
  const rows = after({ type: 'tab-chosen', tab: 'json' }, { type: 'route-chosen', route: 'oip' });
  const text = after(
    { type: 'tab-chosen', tab: 'json' },
    { type: 'text-changed', text: '{"x": 1}' },
    { type: 'route-chosen', route: 'oip' },
  );
  expect([rows.text, text.text]).toEqual([writeBody('oip', [first]), '{"x": 1}']);
});

test('choosing an example fills both tabs and drops further rows', () => {
  const json = after(
    { type: 'tab-chosen', tab: 'json' },
    { type: 'text-changed', text: writeBody('rest', [first, first]) },
    { type: 'row-chosen', row: other },
  );
  expect([json.tab, json.text, json.form.cells, json.moreRows]).toEqual([
    'json',
    writeBody('rest', [other]),
    other,
    [],
  ]);
});

test('an input is restored with its tab and route; one the form cannot show opens as JSON', () => {
  const form = after({
    type: 'restored',
    input: { route: 'vertex', tab: 'form', body: writeBody('vertex', [other]) },
  });
  const json = after({ type: 'restored', input: { route: 'vertex', tab: 'form', body: '{}' } });
  expect([form.tab, form.route, form.form.cells, json.tab, json.text]).toEqual([
    'form',
    'vertex',
    other,
    'json',
    '{}',
  ]);
});

test('blank fields are named before the form is sent', () => {
  const state = after({ type: 'cell-changed', column: 'sepal_width', value: undefined });
  expect(missingColumns(signature, state).map(({ name }) => name)).toEqual(['sepal_width']);
});
