import { expect, test } from 'vitest';
import { errorRecord } from '../../client/error-record.ts';
import type { Exchange } from '@contract/predictions.ts';
import { sampleModels } from '../../gallery/fixtures/models.ts';
import { createBench, isStale, type Asked } from './bench.ts';
import { writeBody } from './input/request-body.ts';

const { iris } = sampleModels;
const first = iris.examples[0]?.row ?? {};

const answerTo = ({ body }: Asked, label = 'setosa'): Exchange => ({
  evidence: 'local-process',
  request: { method: 'POST', url: 'http://127.0.0.1:1/v1/predict', headers: {}, body },
  response: { status: 200, headers: {}, body: '{}', truncated: false },
  durationMs: 3,
  predictions: [{ label, score: 1, scores: { [label]: 1 } }],
});

/** An engine that answers when it is told to. */
function createFarSide() {
  const calls: { input: Asked; answer: PromiseWithResolvers<Exchange> }[] = [];
  const bench = createBench({
    model: iris,
    create: (input) => {
      const answer = Promise.withResolvers<Exchange>();
      calls.push({ input, answer });
      return answer.promise;
    },
    toErrorRecord: (error) => errorRecord('internal', { details: String(error) }),
    now: () => 7,
  });
  const settle = async (index: number, outcome: 'answer' | 'fail' = 'answer') => {
    const call = calls[index];
    if (call === undefined) throw new Error(`There is no call ${index}.`);
    if (outcome === 'answer') call.answer.resolve(answerTo(call.input));
    else call.answer.reject(new Error('gone'));
    await call.answer.promise.catch(() => undefined);
    await Promise.resolve();
  };
  return { bench, calls, settle };
}

test('Predict sends the example it opened with and shows the answer', async () => {
  const { bench, calls, settle } = createFarSide();
  bench.predict();
  const asking = bench.view().asking;
  await settle(0);
  const { answer, history } = bench.view();
  expect([
    asking,
    calls.map(({ input }) => input),
    answer.kind,
    history.map(({ at, summary }) => [at, summary.text]),
  ]).toEqual([
    true,
    [{ modelId: 'iris-flowers', route: 'rest', body: writeBody('rest', [first]) }],
    'answered',
    [[7, '5.1, 3.4, 1.5, 0.2']],
  ]);
});

test('while editing the newest input is asked, and the old answer stays until the new one is here', async () => {
  const { bench, calls, settle } = createFarSide();
  bench.predict();
  await settle(0);
  for (const value of [1, 2, 3]) bench.change({ type: 'cell-changed', column: 'petal_width', value });
  const between = bench.view();
  await settle(1);
  await settle(2);
  const { answer, asking, history } = bench.view();
  const sent = calls.map(
    ({ input }) => (JSON.parse(input.body) as { rows: { petal_width: number }[] }).rows[0]?.petal_width,
  );
  expect([
    sent,
    between.answer.kind,
    isStale(iris, between),
    asking,
    isStale(iris, bench.view()),
    answer.kind,
    history.length,
  ]).toEqual([[0.2, 1, 3], 'answered', true, false, false, 'answered', 2]);
});

test('with the switch off, or a blank field, editing asks nothing', () => {
  const { bench, calls } = createFarSide();
  bench.change({ type: 'cell-changed', column: 'petal_width', value: undefined });
  bench.setLive(false);
  bench.change({ type: 'cell-changed', column: 'petal_width', value: 1 });
  expect(calls).toEqual([]);
});

test('a blank field is named and not sent', () => {
  const { bench, calls } = createFarSide();
  bench.change({ type: 'cell-changed', column: 'petal_width', value: undefined });
  bench.predict();
  const { answer, asking } = bench.view();
  expect([calls, asking, answer.kind === 'failed' && answer.error.code]).toEqual([
    [],
    false,
    'rows.column-missing',
  ]);
});

test('JSON that cannot be sent is named; JSON that only does not fit is sent as it is', () => {
  const { bench, calls } = createFarSide();
  bench.change({ type: 'tab-chosen', tab: 'json' });
  const codes = ['{"rows": [', '[NaN]', 'x'.repeat(30_000_000)].map((text) => {
    bench.change({ type: 'text-changed', text });
    bench.predict();
    const { answer } = bench.view();
    return answer.kind === 'failed' && answer.error.code;
  });
  bench.change({ type: 'text-changed', text: '{"rows": 5}' });
  bench.predict();
  expect([codes, calls.map(({ input }) => input.body)]).toEqual([
    ['input.not-json', 'input.not-json', 'input.too-large'],
    ['{"rows": 5}'],
  ]);
});

test('a failure on the way is named and the next prediction works', async () => {
  const { bench, settle } = createFarSide();
  bench.predict();
  await settle(0, 'fail');
  const failed = bench.view().answer;
  bench.predict();
  await settle(1);
  expect([
    failed.kind === 'failed' && failed.error.code,
    bench.view().answer.kind,
    bench.view().history.length,
  ]).toEqual(['internal', 'answered', 1]);
});

test('an earlier input comes back with its answer', async () => {
  const { bench, settle } = createFarSide();
  bench.setLive(false);
  bench.predict();
  await settle(0);
  bench.change({ type: 'route-chosen', route: 'oip' });
  bench.change({ type: 'row-chosen', row: iris.examples[1]?.row ?? {} });
  const [entry] = bench.view().history;
  if (entry === undefined) throw new Error('Nothing was kept.');
  bench.restore(entry);
  const { input } = bench.view();
  expect([input.route, input.tab, input.form.cells, isStale(iris, bench.view())]).toEqual([
    'rest',
    'form',
    first,
    false,
  ]);
});

test('a text that was refused for its size is named, and the input stays', () => {
  const { bench } = createFarSide();
  const before = bench.view().input;
  bench.refuseText(30_000_000);
  const { answer, input } = bench.view();
  expect([answer.kind === 'failed' && answer.error.code, input]).toEqual(['input.too-large', before]);
});
