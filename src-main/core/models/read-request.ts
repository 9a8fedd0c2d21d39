import type { Row, Signature } from '../../contract/models.ts';
import type { RouteId } from '../../contract/serving.ts';
import { createProblems, type Problems } from './problems.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { readDataFrame } from './read-data-frame.ts';
import { readInstances, readRestRows } from './read-instances.ts';
import { readJson } from './read-json.ts';
import { readTensors } from './read-tensors.ts';
import { validateRows } from './validate-rows.ts';

export type BodyType = 'application/json' | 'text/csv';

/** A request for predictions, once nothing is wrong with it. */
export interface PredictRequest {
  readonly rows: readonly Row[];
  /** Of an Open Inference Protocol request: repeated in the answer. */
  readonly id?: string;
  /** Of an Open Inference Protocol request: the tensors to answer, all of them when it names none. */
  readonly outputs?: readonly string[];
}

/** Media types that a route reads. */
export function bodyTypes(route: RouteId): readonly BodyType[] {
  return route === 'sagemaker' ? ['application/json', 'text/csv'] : ['application/json'];
}

/**
 * Reads a body in the shape of a route and checks its rows against the signature. Throws `input.not-json` and the
 * errors of the `rows.*` family.
 */
export function readRequest(
  route: RouteId,
  signature: Signature,
  body: string,
  type: BodyType,
): PredictRequest {
  const problems = createProblems();
  const { rows, ...rest } = readRaw(route, signature, body, type, problems);
  return { rows: validateRows(signature, rows, problems), ...rest };
}

type RawRequest = Omit<PredictRequest, 'rows'> & { readonly rows: readonly unknown[] };

function readRaw(
  route: RouteId,
  signature: Signature,
  body: string,
  type: BodyType,
  problems: Problems,
): RawRequest {
  if (type === 'text/csv') return { rows: readCsvRows(signature, body, problems) };
  const json = readJson(body);
  switch (route) {
    case 'rest':
      return { rows: readRestRows(json) };
    case 'sagemaker':
    case 'vertex':
      return { rows: readInstances(signature, json, problems) };
    case 'azureml':
      return { rows: readDataFrame(signature, json, problems) };
    case 'oip':
      return readTensors(signature, json);
  }
}
