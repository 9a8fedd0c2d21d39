import type { Column, ModelCard, Signature } from '../../contract/models.ts';
import { maxBodyBytes, maxRows, servingRoutes, type RouteId } from '../../contract/serving.ts';
import { encodeAnswer } from './encode-answer.ts';

type Json = Readonly<Record<string, unknown>>;

/** Describes the server of a model as an OpenAPI 3.1 document: every route, with the model's own columns and an example. */
export function openApi(card: ModelCard): Json {
  const { title, summary, signature } = card;
  const routes = Object.keys(servingRoutes) as RouteId[];
  return {
    openapi: '3.1.0',
    info: {
      title,
      summary,
      version: '1',
      description: `At most ${maxRows} rows and ${maxBodyBytes} bytes in one request.`,
    },
    paths: {
      ...Object.fromEntries(
        routes.map((route) => [servingRoutes[route].path, { post: predictOperation(card, route) }]),
      ),
      ...Object.fromEntries(
        healthPaths.map(([path, about]) => [path, { get: { summary: about, responses: healthAnswers } }]),
      ),
    },
    components: {
      schemas: { Row: rowSchema(signature), Prediction: predictionSchema(signature), Error: errorSchema },
    },
  };
}

const healthPaths = [
  ['/ping', 'SageMaker: 200 once predictions are served.'],
  ['/health', 'Vertex AI: 200 once predictions are served.'],
  ['/health/live', '200 while the process runs.'],
  ['/health/ready', '200 once predictions are served.'],
  ['/v2/health/live', 'Open Inference Protocol: 200 while the process runs.'],
  ['/v2/health/ready', 'Open Inference Protocol: 200 once predictions are served.'],
] as const;

const healthAnswers = { '200': { description: 'Yes.' }, '503': { description: 'Not now.' } };

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = (items: Json) => ({ type: 'array', items, minItems: 1, maxItems: maxRows });
const object = (properties: Json) => ({ type: 'object', properties, required: Object.keys(properties) });

function predictOperation({ signature, examples }: ModelCard, route: RouteId): Json {
  const { title, cloud } = servingRoutes[route];
  const rows = examples.slice(0, 1).map(({ row }) => row);
  const answers = examples.slice(0, 1).map(({ expected }) => expected);
  const json = { schema: requestSchema(route), example: servingRoutes[route].body(rows) };
  return {
    summary: `${title}: predict rows`,
    description: cloud,
    operationId: `predict_${route}`,
    requestBody: {
      required: true,
      content: {
        'application/json': json,
        ...(route === 'sagemaker' && { 'text/csv': { schema: { type: 'string' } } }),
      },
    },
    responses: {
      '200': {
        description: 'One prediction for each row, in their order.',
        content: {
          'application/json': {
            schema: answerSchema(route),
            example: encodeAnswer(route, signature, answers),
          },
        },
      },
      default: {
        description: 'What is wrong, the cause and how to mend it.',
        content: { 'application/json': { schema: object({ error: ref('Error') }) } },
      },
    },
  };
}

function requestSchema(route: RouteId): Json {
  switch (route) {
    case 'rest':
      return object({ rows: list(ref('Row')) });
    case 'sagemaker':
    case 'vertex':
      return object({ instances: list({ anyOf: [ref('Row'), { type: 'array' }] }) });
    case 'azureml':
      return object({
        input_data: object({
          columns: { type: 'array', items: { type: 'string' } },
          data: list({ type: 'array' }),
        }),
      });
    case 'oip':
      return object({ inputs: { type: 'array', items: tensorSchema, minItems: 1 } });
  }
}

function answerSchema(route: RouteId): Json {
  const predictions = { type: 'array', items: ref('Prediction') };
  if (route === 'azureml') return predictions;
  return object(
    route === 'oip'
      ? { model_name: { type: 'string' }, outputs: { type: 'array', items: tensorSchema } }
      : { predictions },
  );
}

const tensorSchema = object({
  name: { type: 'string' },
  datatype: { type: 'string' },
  shape: { type: 'array', items: { type: 'integer' } },
  data: { type: 'array' },
});

const errorSchema = {
  ...object({
    code: { type: 'string' },
    title: { type: 'string' },
    cause: { type: 'string' },
    fixes: { type: 'array', items: { type: 'string' } },
    retry: { enum: ['never', 'same', 'after-fix'] },
  }),
  description: 'May also carry details, and fields with the path and the message of each problem.',
};

function rowSchema({ inputs }: Signature): Json {
  return {
    ...object(Object.fromEntries(inputs.map((column) => [column.name, columnSchema(column)]))),
    additionalProperties: false,
  };
}

function columnSchema({ title, type, description, unit, categories, shape = [] }: Column): Json {
  const about = [description, unit === undefined ? undefined : `In ${unit}.`]
    .filter((part) => part !== undefined)
    .join(' ');
  const said = { title, ...(about !== '' && { description: about }) };
  if (type === 'string') return { ...said, type, ...(categories && { enum: categories }) };
  if (type !== 'tensor') return { ...said, type };
  return {
    ...said,
    ...shape.reduceRight<Json>(
      (items, length) => ({ type: 'array', items, minItems: length, maxItems: length }),
      { type: 'number' },
    ),
  };
}

function predictionSchema({ output }: Signature): Json {
  if (output.task === 'regression')
    return object({
      value: { type: 'number', ...(output.unit !== undefined && { description: `In ${output.unit}.` }) },
    });
  const values = output.labels.map(({ value }) => value);
  const scores = object(Object.fromEntries(values.map((value) => [value, { type: 'number' }])));
  return object({ label: { enum: values }, score: { type: 'number' }, scores });
}
