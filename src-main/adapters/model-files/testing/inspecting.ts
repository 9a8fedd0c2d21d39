import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Inspection, type InspectInput } from '../../../contract/inspection.ts';
import { inspectModel } from '../../../core/inspection/inspect-model.ts';
import type { InspectParts } from '../../../core/inspection/ports.ts';
import { createModelFiles } from '../model-files.ts';

const fixtures = resolve(import.meta.dirname, '../../../core/inspection/testing/fixtures');

/** A fixture by its path; they are written by `make_fixtures.py`. */
export const fixture = (path: string): string => join(fixtures, path);

/** A place for one test file's models, with the real files of this computer. */
export function inspecting(files: InspectParts['files'] = { rows: noRows }) {
  const home = mkdtempSync(join(tmpdir(), 'slipway-inspection-'));
  const scratch = join(home, 'scratch');
  const models = createModelFiles({ scratch });
  const parts: InspectParts = { models, files, clock: { sleep: (ms) => setTimeout(ms) } };
  const signal = new AbortController().signal;
  return {
    home,
    scratch,
    models,
    parts,
    inspect: async (path: string, more: Partial<InspectInput> = {}): Promise<Inspection> =>
      Inspection.parse(await inspectModel(parts, { path, ...more }, { signal, hash: false })),
    /** A new folder with the given files. */
    folder: (contents: Readonly<Record<string, string | Uint8Array>>): string => {
      const root = mkdtempSync(join(home, 'case-'));
      for (const [path, content] of Object.entries(contents)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
      }
      return root;
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

function noRows(): never {
  throw new Error('No rows were expected to be read.');
}

/** Findings by severity and id. */
export function findingsOf({ findings }: Inspection): string[] {
  return findings.map(({ severity, id }) => `${severity} ${id}`);
}

/** Columns by name and type. */
export function columnsOf({ signature }: Inspection): string | undefined {
  return signature?.inputs.map(({ name, type }) => `${name}: ${type}`).join(', ');
}
