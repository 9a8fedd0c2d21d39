import type { Finding, Framework, Inspection, PickleFacts } from '../../../contract/inspection.ts';

/** What a detector says of a model: the parts of an `Inspection` that it can know. */
export interface Detected {
  readonly framework: Framework;
  readonly format: string;
  readonly formatTitle: string;
  /** Path of the model's file or folder below the root; empty for the root. */
  readonly model: string;
  readonly frameworkVersion?: string;
  readonly python?: string;
  readonly entry?: string;
  /** Versions recorded in the files, by distribution. */
  readonly libraries?: Readonly<Record<string, string>>;
  /** Distributions that loading it needs, without versions. */
  readonly needs?: readonly string[];
  /** As the files say it. */
  readonly requirements?: Inspection['requirements'];
  readonly signature?: Inspection['signature'];
  readonly signatureSource?: 'file' | 'mlflow';
  /** Number of columns, where the names are not known. */
  readonly features?: number;
  readonly sample?: Inspection['sample'];
  readonly pickles?: readonly PickleFacts[];
  readonly findings?: readonly Finding[];
  /** Files beside the model that belong to it: then these and the model are all. */
  readonly beside?: readonly string[];
}
