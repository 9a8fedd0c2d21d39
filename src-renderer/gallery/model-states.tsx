import type { Model } from '@contract/models.ts';
import { useState } from 'react';
import { errorRecord } from '../client/error-record.ts';
import { createBench, type BenchView } from '../features/models/bench.ts';
import type { BenchAction } from '../features/models/input/bench-state.ts';
import type { LooseRow } from '../features/models/input/form-state.ts';
import { writeBody } from '../features/models/input/request-body.ts';
import { BenchScreen } from '../features/models/model-page.tsx';
import { failure, fakeClient, never, type Script } from './fake-client.ts';
import {
  answered,
  blanks,
  failed,
  fullHistory,
  inputAfter,
  longModel,
  refused,
} from './fixtures/bench-views.ts';
import { passingReport, sampleReport } from './fixtures/checks.ts';
import { interrupted, running, succeeded } from './fixtures/jobs.ts';
import { manyModels, modelList, sampleModels } from './fixtures/models.ts';
import { sampleInfo } from './fixtures/system.ts';
import type { GalleryState } from './gallery-state.ts';
import type { ModelStateId } from './model-state-ids.ts';

const { iris, mass, digit } = sampleModels;

const outside: readonly BenchAction[] = [
  { type: 'cell-changed', column: 'flipper_length_mm', value: 290 },
  { type: 'cell-changed', column: 'bill_length_mm', value: 12.5 },
];

const asJson = (rows: readonly LooseRow[]): readonly BenchAction[] => [
  { type: 'tab-chosen', tab: 'json' },
  { type: 'text-changed', text: writeBody('rest', rows) },
];

const severalRows = asJson(iris.examples.map(({ row }) => row));
const wrongValues = asJson([{ ...iris.examples[0]?.row, petal_length: 'long', petal_width: null }]);
const misfit: readonly BenchAction[] = [
  ...asJson([{ ...iris.examples[0]?.row, petal_length: 'long', colour: 'violet' }, {}]),
  { type: 'tab-chosen', tab: 'form' },
];

const wrongTypes = errorRecord('rows.wrong-type', {
  details:
    'rows.0.petal_length: expected a number, found the text "long"\nrows.0.petal_width: expected a number, found null',
  fields: [
    { path: 'rows.0.petal_length', message: 'expected a number, found the text "long"' },
    { path: 'rows.0.petal_width', message: 'expected a number, found null' },
  ],
});

/** Home, the list of models and the page of a model in every state they can be in. */
export const modelStates: readonly GalleryState[] = [
  home('home-first-run', 'First run', { models: modelList, report: sampleReport }),
  home('home-loading', 'Loading', { models: never, report: never }),
  home('home-error', 'The models cannot be read', {
    models: () => Promise.reject(failure('model.unreadable', 'iris-flowers')),
    report: () => Promise.reject(failure('internal')),
  }),
  home('home-with-jobs', 'With recent jobs', {
    models: modelList,
    report: passingReport,
    jobs: [running, interrupted, succeeded],
  }),
  home('home-no-samples', 'Without samples', { models: [] }),

  list('models-list', 'The samples', { models: modelList }),
  list('models-loading', 'Loading', { models: never }),
  list('models-error', 'Error', { models: () => Promise.reject(failure('engine.disconnected')) }),
  list('models-empty', 'Empty', { models: [] }),
  list('models-long', 'Forty models with long names', { models: manyModels }),

  page('model-opening', 'Opening', iris.id, { models: never }),
  page('model-missing', 'Not known', 'no-such-model', { models: modelList }),

  bench('model-iris-before', 'Iris flowers, before the first prediction', iris, {}),
  bench('model-iris-asking', 'Iris flowers, asking', iris, { asking: true }),
  bench('model-iris-after', 'Iris flowers, predicted', iris, answered(iris)),
  bench('model-mass-before', 'Penguin mass, before the first prediction', mass, {}),
  bench('model-mass-after', 'Penguin mass, predicted', mass, answered(mass)),
  bench('model-digit-before', 'Handwritten digit, before the first prediction', digit, {}),
  bench('model-digit-after', 'Handwritten digit, predicted: ten labels', digit, answered(digit)),

  bench(
    'model-json',
    'JSON in the words of SageMaker',
    iris,
    answered(iris, [
      { type: 'route-chosen', route: 'sagemaker' },
      { type: 'tab-chosen', tab: 'json' },
    ]),
  ),
  bench(
    'model-json-fault',
    'JSON with a fault',
    iris,
    inputAfter(
      iris,
      { type: 'tab-chosen', tab: 'json' },
      { type: 'text-changed', text: '{\n  "rows": [\n    { "petal_length": -Infinity }\n  ]\n}' },
    ),
  ),
  bench('model-json-misfit', 'JSON that does not fit the form', iris, inputAfter(iris, ...misfit)),
  bench(
    'model-json-unread',
    'JSON without rows, seen from the form',
    iris,
    inputAfter(
      iris,
      { type: 'tab-chosen', tab: 'json' },
      { type: 'text-changed', text: '{"rows": ' },
      { type: 'tab-chosen', tab: 'form' },
    ),
  ),
  bench('model-outside', 'Outside the training range', mass, answered(mass, outside, [{ value: 7311.2 }])),
  bench('model-stale', 'The input has changed since', iris, {
    ...answered(iris),
    ...inputAfter(iris, { type: 'cell-changed', column: 'petal_length', value: 6 }),
    live: false,
  }),
  bench(
    'model-rows',
    'Several rows',
    iris,
    answered(
      iris,
      severalRows,
      iris.examples.map(({ expected }) => expected),
    ),
  ),
  bench(
    'model-disagrees',
    'Another answer than in training',
    iris,
    answered(
      iris,
      [],
      [{ label: 'versicolor', score: 0.62, scores: { setosa: 0.2, versicolor: 0.62, virginica: 0.18 } }],
    ),
  ),

  bench('model-refused', 'Refused by the server, with fields', iris, refused(iris, wrongValues, wrongTypes)),
  bench('model-blanks', 'Blank fields', iris, blanks(iris, ['sepal_width', 'petal_length'])),
  bench('model-stopped', 'The model server stopped', iris, failed(iris, 'server.stopped')),
  bench('model-too-large', 'A body that is too large', iris, failed(iris, 'input.too-large')),

  bench('model-history', 'Twenty predictions', mass, fullHistory(mass)),
  bench('model-files', 'Files being predicted', mass, answered(mass), {
    jobs: [running, interrupted, succeeded],
  }),
  bench(
    'model-able-host',
    'In a host with dialogs',
    iris,
    {},
    {
      info: {
        ...sampleInfo,
        host: 'electron',
        abilities: { pickPath: true, reveal: true, openExternal: true },
      },
    },
  ),
  bench('model-long', 'Long content', longModel, answered(longModel, outside, [{ value: 7311.2 }])),
];

function home(id: ModelStateId, title: string, script: Script): GalleryState {
  return { id, group: 'Home', title, route: '/', client: () => fakeClient(script) };
}

function list(id: ModelStateId, title: string, script: Script): GalleryState {
  return { id, group: 'Models', title, route: '/models', client: () => fakeClient(script) };
}

function page(id: ModelStateId, title: string, modelId: string, script: Script): GalleryState {
  return { id, group: 'Model', title, route: `/models/${modelId}`, client: () => fakeClient(script) };
}

function bench(
  id: ModelStateId,
  title: string,
  model: Model,
  initial: Partial<BenchView>,
  script: Script = {},
): GalleryState {
  return {
    ...page(id, title, model.id, { models: modelList, ...script }),
    render: () => <PresetBench model={model} initial={initial} />,
  };
}

function PresetBench({ model, initial }: { readonly model: Model; readonly initial: Partial<BenchView> }) {
  const [preset] = useState(() =>
    createBench({
      model,
      create: () => Promise.reject(new Error('The gallery does not act.')),
      toErrorRecord: () => errorRecord('server.stopped'),
      now: () => 0,
      initial,
    }),
  );
  return <BenchScreen model={model} bench={preset} />;
}
