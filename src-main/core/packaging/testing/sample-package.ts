import type { Package } from '../../../contract/packages.ts';

/** A package record for tests, made on a day and named after it. */
export function samplePackage(day: string): Package {
  return {
    id: `package-${day}`,
    name: 'iris',
    version: day,
    createdAt: `${day}T12:00:00.000Z`,
    jobId: 'job',
    draft: {
      inspectionId: 'inspection',
      name: 'iris',
      version: day,
      platform: 'linux/amd64',
      fastPath: 'auto',
      accepted: [],
      requirements: [],
      product: 'folder',
    },
    source: {
      path: '/models/iris.joblib',
      sha256: 'a'.repeat(64),
      bytes: 1,
      framework: 'sklearn',
      formatTitle: 'joblib',
    },
    servedBy: 'onnx',
    python: '3.12',
    platform: 'linux/amd64',
    baseImage: 'python:3.12-slim-bookworm',
    evidence: 'local-process',
    folder: '/packages/iris',
    files: [],
    lockSha256: 'b'.repeat(64),
    fastPath: { state: 'used', reason: 'The answers agree.' },
    steps: [],
    components: [],
  };
}
