import type { InspectInput } from '@contract/inspection.ts';
import { isFullPath } from './draft-problems.ts';
import type { SourceField, WizardInput } from './wizard-input.ts';

type Source = Pick<WizardInput, SourceField>;

/** What is wrong with the paths, by field. Only their spelling is looked at: whether they exist is the engine's to say. */
export function sourceProblems({ path, rowsPath, target }: Source): Partial<Record<SourceField, string>> {
  const [model, rows] = [path.trim(), rowsPath.trim()];
  const full = 'Give the full path, starting at the root of the disk.';
  return {
    ...(model === '' && { path: 'Name the file or folder of the model.' }),
    ...(model !== '' && !isFullPath(model) && { path: full }),
    ...(rows !== '' && !isFullPath(rows) && { rowsPath: full }),
    ...(rows !== '' &&
      isFullPath(rows) &&
      !/\.(?:csv|jsonl)$/i.test(rows) && { rowsPath: 'The name ends in .csv or .jsonl.' }),
    ...(rows === '' && target.trim() !== '' && { rowsPath: 'Name the file that has this column.' }),
  };
}

export function inspectInputOf({ path, rowsPath, target }: Source): InspectInput {
  return {
    path: path.trim(),
    ...(rowsPath.trim() !== '' && { rowsPath: rowsPath.trim() }),
    ...(target.trim() !== '' && { target: target.trim() }),
  };
}

/** True when an inspection answers for this source. */
export function isOf(source: Source, input: InspectInput): boolean {
  const wanted = inspectInputOf(source);
  return wanted.path === input.path && wanted.rowsPath === input.rowsPath && wanted.target === input.target;
}
