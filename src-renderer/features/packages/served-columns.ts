import type { ServedColumn, ServedSignature } from '@contract/inspection.ts';
import { formatNumber } from '../../ui/format.ts';

/** Categories and labels that are written out; the rest is a number. */
const shown = 8;

export function columnType({ type, shape, optional }: ServedColumn): string {
  const base = {
    number: 'number',
    integer: 'whole number',
    string: 'text',
    boolean: 'true or false',
    tensor: `numbers, ${shape === undefined ? 'any shape' : shape.join(' × ')}`,
  }[type];
  return optional === true ? `${base}, may be missing` : base;
}

/** What the sample rows showed of a column. */
export function columnRange({ categories, min, max }: ServedColumn): string {
  if (categories !== undefined) return listed(categories);
  if (min === undefined || max === undefined) return 'not known';
  return `${formatNumber(min)} to ${formatNumber(max)}`;
}

const tasks = { classification: 'label', regression: 'number', other: 'any JSON' } as const;

export function outputType({ output }: ServedSignature): string {
  return tasks[output.task];
}

export function outputRange({ output }: ServedSignature): string {
  return output.labels === undefined ? '–' : listed(output.labels.map(({ value }) => value));
}

/** `5 inputs → number`. */
export function signatureShort(signature: ServedSignature | undefined): string {
  if (signature === undefined) return 'Any JSON: the inputs are not known';
  const { length } = signature.inputs;
  return `${length} ${length === 1 ? 'input' : 'inputs'} → ${outputType(signature)}`;
}

function listed(values: readonly string[]): string {
  const more = values.length - shown;
  return more > 0 ? `${values.slice(0, shown).join(', ')} and ${more} more` : values.join(', ');
}
