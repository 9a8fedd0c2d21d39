import type { Framework } from '../../../contract/inspection.ts';
import type { Component } from './lock.ts';

export interface SbomFacts {
  readonly name: string;
  readonly version: string;
  /** As `docker pull` takes it. */
  readonly baseImage: string;
  readonly components: readonly Component[];
  readonly lockSha256: string;
  readonly model: {
    readonly framework: Framework;
    readonly formatTitle: string;
    readonly sha256: string;
    readonly task: 'classification' | 'regression' | 'other' | undefined;
  };
  /** Version of Slipway, when known. */
  readonly tool?: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The parts of an image as a CycloneDX 1.6 document: the base image, every Python distribution with its hashes, and the
 * model. It has no time in it and a serial number that follows from the content: the same package has the same document.
 */
export function sbom(facts: SbomFacts, sha256: (text: string) => string): string {
  const { name, version, components, model } = facts;
  const image: Json = { type: 'container', 'bom-ref': 'image', name, version };
  const base = baseComponent(facts.baseImage);
  const parts: readonly Json[] = [base, modelComponent(facts), ...components.map(libraryComponent)];
  const references = parts.map((part) => part['bom-ref']);
  const document: Json = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(sha256(`${name}\n${version}\n${facts.baseImage}\n${facts.lockSha256}\n${model.sha256}`))}`,
    version: 1,
    metadata: {
      tools: {
        components: [
          { type: 'application', name: 'slipway', ...(facts.tool !== undefined && { version: facts.tool }) },
        ],
      },
      component: image,
    },
    components: parts,
    dependencies: [{ ref: 'image', dependsOn: references }, ...references.map((ref) => ({ ref }))],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function libraryComponent({ name, version, hashes }: Component): Json {
  const purl = `pkg:pypi/${name}@${encodeURIComponent(version)}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    ...(hashes.length > 0 && { hashes: hashes.map((content) => ({ alg: 'SHA-256', content })) }),
    purl,
  };
}

function modelComponent({ name, version, model }: SbomFacts): Json {
  return {
    type: 'machine-learning-model',
    'bom-ref': `model:${model.sha256}`,
    name,
    version,
    description: model.formatTitle,
    hashes: [{ alg: 'SHA-256', content: model.sha256 }],
    ...(model.task !== undefined && { modelCard: { modelParameters: { task: model.task } } }),
    properties: [{ name: 'dev.slipway:framework', value: model.framework }],
  };
}

function baseComponent(reference: string): Json {
  const [tagged = reference, digest] = reference.split('@');
  const colon = tagged.lastIndexOf(':');
  const hasTag = colon > tagged.lastIndexOf('/');
  const path = hasTag ? tagged.slice(0, colon) : tagged;
  const tag = hasTag ? tagged.slice(colon + 1) : undefined;
  const version = digest ?? tag ?? 'latest';
  return {
    type: 'container',
    'bom-ref': `base:${reference}`,
    name: path,
    version: tag ?? version,
    purl: `pkg:docker/${path.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`,
    ...(digest !== undefined && { hashes: [{ alg: 'SHA-256', content: digest.slice('sha256:'.length) }] }),
  };
}

/** A UUID of version 8, which RFC 9562 leaves to the application, from the digits of a hash. */
function uuidOf(hash: string): string {
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
