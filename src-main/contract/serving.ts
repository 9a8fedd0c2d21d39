import type { Row } from './models.ts';

/**
 * The ways a served model is asked for a prediction: one server answers them all, as the images will.
 * No zod here: the renderer writes request bodies with this table.
 */
export const servingRoutes = {
  rest: {
    title: 'REST',
    cloud: 'Any client',
    path: '/v1/predict',
    body: (rows: readonly Row[]) => ({ rows }),
  },
  sagemaker: {
    title: 'SageMaker',
    cloud: 'Amazon SageMaker real-time endpoint',
    path: '/invocations',
    body: (rows: readonly Row[]) => ({ instances: rows }),
  },
  vertex: {
    title: 'Vertex AI',
    cloud: 'Google Vertex AI endpoint',
    path: '/predict',
    body: (rows: readonly Row[]) => ({ instances: rows }),
  },
  azureml: {
    title: 'Azure ML',
    cloud: 'Azure Machine Learning online endpoint',
    path: '/score',
    body: (rows: readonly Row[]) => ({ input_data: { columns: columnsOf(rows), data: dataOf(rows) } }),
  },
  oip: {
    title: 'KServe v2',
    cloud: 'Open Inference Protocol v2',
    path: '/v2/models/model/infer',
    body: (rows: readonly Row[]) => ({ inputs: columnsOf(rows).map((name) => tensorOf(name, rows)) }),
  },
} as const satisfies Record<string, ServingRoute>;

interface ServingRoute {
  readonly title: string;
  readonly cloud: string;
  readonly path: string;
  readonly body: (rows: readonly Row[]) => unknown;
}

export type RouteId = keyof typeof servingRoutes;

/** Largest request body in bytes: the maximum of `Body` in the API model of SageMaker's InvokeEndpoint. */
export const maxBodyBytes = 6_291_456;
/** Most rows in one request. */
export const maxRows = 10_000;

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function dataOf(rows: readonly Row[]) {
  const columns = columnsOf(rows);
  return rows.map((row) => columns.map((name) => row[name]));
}

/** One OIP v2 tensor per column: BYTES for text, FP64 for numbers, a rank-3 FP64 tensor for images. */
function tensorOf(name: string, rows: readonly Row[]) {
  const cells = rows.map((row) => row[name]);
  const first = cells[0];
  if (typeof first === 'string') return { name, datatype: 'BYTES', shape: [rows.length, 1], data: cells };
  if (Array.isArray(first)) {
    const shape = [rows.length, first.length, first[0]?.length ?? 0];
    return { name, datatype: 'FP64', shape, data: cells.flat(2) };
  }
  return { name, datatype: 'FP64', shape: [rows.length, 1], data: cells };
}
