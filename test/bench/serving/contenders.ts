import { join } from 'node:path';
import type { EnvironmentName } from './environments.ts';
import { modelFolder, runtimeFolder, type ModelName } from './models.ts';

/** Where in an answer the scores are: number `offset` of each group of `stride` numbers after `marker`. */
export interface AnswerShape {
  readonly marker: string;
  readonly stride: number;
  readonly offset: number;
}

export interface Contender {
  readonly id: string;
  readonly title: string;
  /** Environment that it runs in; the floor needs none. */
  readonly environment?: EnvironmentName;
  readonly path: string;
  readonly body: (rows: readonly (readonly number[])[]) => unknown;
  readonly answer: AnswerShape;
  readonly start: (model: ModelName, port: number, binaries: string) => Start;
}

export interface Start {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Files that it reads, by name below a folder of its own, which is then its working folder. */
  readonly files?: Readonly<Record<string, unknown>>;
}

const servers = join(import.meta.dirname, 'servers');
const pairs: AnswerShape = { marker: '', stride: 2, offset: 1 };
const instances = (rows: readonly (readonly number[])[]) => ({ instances: rows });
const joblib = (model: ModelName) => join(modelFolder(model), 'sklearn/model.joblib');

/** One worker each, access logs off, and otherwise as their own documentation starts them. */
export const contenders: readonly Contender[] = [
  slipway('slipway', 'Slipway, ONNX fast path', 'onnx'),
  slipway('slipway-sklearn', 'Slipway, scikit-learn kept', 'sklearn'),
  fastapi('fastapi-onnx', 'FastAPI async + ONNX session', 'fastapi_onnx:app', (model) =>
    join(modelFolder(model), 'onnx/model.onnx'),
  ),
  fastapi('fastapi-async', 'FastAPI async + scikit-learn', 'fastapi_sklearn:async_app', joblib),
  fastapi('fastapi-def', 'FastAPI def + scikit-learn', 'fastapi_sklearn:app', joblib),
  {
    id: 'mlserver',
    title: 'MLServer, scikit-learn runtime',
    environment: 'mlserver',
    path: '/v2/models/model/infer',
    body: (rows) => ({
      id: '1',
      inputs: [
        { name: 'predict', shape: [rows.length, rows[0]?.length], datatype: 'FP64', data: rows.flat() },
      ],
      outputs: [{ name: 'predict_proba' }],
    }),
    answer: { ...pairs, marker: '"data":' },
    start: (model, port, binaries) => ({
      program: join(binaries, 'mlserver'),
      parameters: ['start', '.'],
      files: {
        'settings.json': {
          host: '127.0.0.1',
          http_port: port,
          grpc_port: port + 1,
          metrics_port: port + 2,
          parallel_workers: 0,
          debug: false,
        },
        'model-settings.json': {
          name: 'model',
          implementation: 'mlserver_sklearn.SKLearnModel',
          parameters: { uri: joblib(model), version: '1' },
        },
      },
    }),
  },
  {
    id: 'bentoml',
    title: 'BentoML',
    environment: 'bentoml',
    path: '/predict',
    body: instances,
    answer: pairs,
    start: (model, port, binaries) => ({
      program: join(binaries, 'bentoml'),
      parameters: ['serve', 'bentoml_service:Classifier', '--host', '127.0.0.1', '--port', String(port)],
      variables: { MODEL: joblib(model), BENTOML_DO_NOT_TRACK: 'True' },
      folder: servers,
    }),
  },
  {
    id: 'mlflow',
    title: "MLflow's scoring server",
    environment: 'mlflow',
    path: '/invocations',
    body: (rows) => ({ inputs: rows }),
    answer: pairs,
    start: (model, port, binaries) => ({
      program: join(binaries, 'uvicorn'),
      parameters: [...uvicorn(port), 'mlflow.pyfunc.scoring_server.app:app'],
      variables: { __pyfunc_model_path__: join(modelFolder(model), 'mlflow') },
    }),
  },
  {
    id: 'floor',
    title: 'C server, model compiled in (floor)',
    path: '/',
    body: instances,
    answer: { marker: '', stride: 1, offset: 0 },
    start: (model, port) => ({ program: join(modelFolder(model), 'floor'), parameters: [String(port)] }),
  },
];

function slipway(id: string, title: string, variant: 'onnx' | 'sklearn'): Contender {
  return {
    id,
    title,
    environment: 'core',
    path: '/v1/predict',
    body: instances,
    // {"label": "1", "score": 0.7, "scores": {"0": 0.3, "1": 0.7}}: numbers outside of strings come in threes.
    answer: { marker: '', stride: 3, offset: 2 },
    start: (model, port, binaries) => ({
      program: join(binaries, 'python'),
      parameters: ['-m', 'slipway_runtime', 'serve'],
      variables: {
        PYTHONPATH: runtimeFolder,
        SLIPWAY_MODEL_DIR: join(modelFolder(model), variant),
        SLIPWAY_HOST: '127.0.0.1',
        SLIPWAY_ALSO_PORT: '',
        PORT: String(port),
      },
    }),
  };
}

function fastapi(
  id: string,
  title: string,
  application: string,
  modelPath: (model: ModelName) => string,
): Contender {
  return {
    id,
    title,
    environment: 'core',
    path: '/predict',
    body: instances,
    answer: pairs,
    start: (model, port, binaries) => ({
      program: join(binaries, 'uvicorn'),
      parameters: [...uvicorn(port), application],
      variables: { MODEL: modelPath(model) },
      folder: servers,
    }),
  };
}

function uvicorn(port: number): readonly string[] {
  return [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--workers',
    '1',
    '--no-access-log',
    '--log-level',
    'warning',
  ];
}
