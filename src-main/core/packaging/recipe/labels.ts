import type { Framework, ServedSignature } from '../../../contract/inspection.ts';

/** What the labels of an image are made of. */
export interface LabelFacts {
  readonly name: string;
  readonly version: string;
  readonly python: string;
  readonly baseImage: string;
  /** What serves: `onnx` for a conversion. */
  readonly servedBy: Framework;
  /** What the model was made with. */
  readonly framework: Framework;
  readonly frameworkVersion?: string;
  readonly modelSha256?: string;
  readonly lockSha256?: string;
  readonly signature?: ServedSignature;
}

/** Longer schemas are left to `/openapi.json`: some registries cut the configuration of an image. */
const longestSchema = 16 * 1024;

/** Labels by key, in the order in which they are written. No time of the build: the same content is the same image. */
export function labels(facts: LabelFacts): Readonly<Record<string, string>> {
  const [, digest] = facts.baseImage.split('@');
  const schema = facts.signature === undefined ? undefined : JSON.stringify(facts.signature);
  const all: Readonly<Record<string, string | undefined>> = {
    'org.opencontainers.image.title': facts.name,
    'org.opencontainers.image.version': facts.version,
    'org.opencontainers.image.base.name': facts.baseImage.split('@')[0],
    'org.opencontainers.image.base.digest': digest,
    // Without these SageMaker refuses several models, or several containers, on one endpoint.
    'com.amazonaws.sagemaker.capabilities.multi-models': 'true',
    'com.amazonaws.sagemaker.capabilities.accept-bind-to-port': 'true',
    'dev.slipway.package': '1',
    'dev.slipway.framework': facts.framework,
    'dev.slipway.framework.version': facts.frameworkVersion,
    'dev.slipway.served-by': facts.servedBy,
    'dev.slipway.python': facts.python,
    'dev.slipway.model.sha256': facts.modelSha256,
    'dev.slipway.lock.sha256': facts.lockSha256,
    'dev.slipway.schema': schema !== undefined && schema.length <= longestSchema ? schema : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
