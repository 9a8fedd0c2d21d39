import type { ErrorRecord } from '@contract/errors.ts';
import type { Column, Signature } from '@contract/models.ts';
import { errorRecord } from '../../../client/error-record.ts';

/** A problem of the answer, with the form field it belongs to where there is one. */
export interface LinkedProblem {
  readonly path: string;
  readonly message: string;
  readonly column?: Column;
}

/** Finds the column that each problem names; every route spells its paths in its own way. */
export function linkProblems(
  { inputs }: Signature,
  { fields = [] }: Pick<ErrorRecord, 'fields'>,
): readonly LinkedProblem[] {
  return fields.map(({ path, message }) => {
    const parts = new Set(path.split('.'));
    const column = inputs.find(({ name }) => parts.has(name));
    return { path, message, ...(column && { column }) };
  });
}

/** The error for a form with blanks: the same name that the server would give a missing column. */
export function blanksError(blanks: readonly Column[]): ErrorRecord {
  return errorRecord('rows.column-missing', {
    cause: 'The form has blank fields, and the model needs every column of its signature.',
    fixes: ['Fill in the fields listed here.', 'Choose an example to start from complete values.'],
    fields: blanks.map(({ name, type }) => ({ path: `rows.0.${name}`, message: blankMessages[type] })),
  });
}

const blankMessages: Readonly<Record<Column['type'], string>> = {
  number: 'A number is needed.',
  integer: 'A whole number is needed.',
  string: 'A choice is needed.',
  tensor: 'A drawing is needed.',
};
