import { servingRoutes, type RouteId } from '../contract/serving.ts';
import { openApi } from '../core/models/openapi.ts';
import { inputTensors, outputTensors } from '../core/models/output-tensors.ts';
import type { ServedModel } from './load-model.ts';

/** What stands behind a path: a prediction route, a question about health, or a description of the model. */
export type Endpoint =
  | { readonly kind: 'predict'; readonly route: RouteId }
  | { readonly kind: 'live' | 'ready'; readonly body: unknown }
  | { readonly kind: 'describe'; readonly describe: (model: ServedModel) => unknown };

/** Paths that Vertex AI sets in the environment of a container. */
export interface PathChoices {
  readonly vertexHealth?: string | undefined;
  readonly vertexPredict?: string | undefined;
}

/** Every path of the server: those of `servingRoutes`, and the health and description paths that each cloud asks for. */
export function endpointsFor({
  vertexHealth = '/health',
  vertexPredict,
}: PathChoices): ReadonlyMap<string, Endpoint> {
  const routes = Object.keys(servingRoutes) as RouteId[];
  const endpoints = new Map<string, Endpoint>(
    routes.map((route) => [servingRoutes[route].path, { kind: 'predict', route }]),
  );
  if (vertexPredict !== undefined) endpoints.set(vertexPredict, { kind: 'predict', route: 'vertex' });
  const live = (path: string, body: unknown) => endpoints.set(path, { kind: 'live', body });
  const ready = (path: string, body: unknown) => endpoints.set(path, { kind: 'ready', body });
  live('/', 'Healthy');
  live('/health/live', { status: 'live' });
  live('/v2/health/live', { live: true });
  ready('/ping', '');
  ready(vertexHealth, { status: 'ready' });
  ready('/health/ready', { status: 'ready' });
  ready('/v2/health/ready', { ready: true });
  ready('/v2/models/model/ready', { name: 'model', ready: true });
  live('/v2', { name: 'slipway', version: '1', extensions: [] });
  endpoints.set('/v2/models/model', { kind: 'describe', describe: describeModel });
  endpoints.set('/openapi.json', { kind: 'describe', describe: ({ card }) => openApi(card) });
  return endpoints;
}

function describeModel({ card: { signature } }: ServedModel) {
  return {
    name: 'model',
    platform: 'onnxruntime_onnx',
    inputs: inputTensors(signature),
    outputs: outputTensors(signature),
  };
}
