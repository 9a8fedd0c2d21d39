import type { Model } from '@contract/models.ts';

/** What a model takes, such as `4 numbers` or `8 × 8 image`. */
export function describeInputs({ inputs }: Model['signature']): string {
  const shapes = inputs.flatMap(({ type, shape }) =>
    type === 'tensor' && shape ? [`${shape.join(' × ')} image`] : [],
  );
  const numbers = inputs.filter(({ type }) => type === 'number' || type === 'integer').length;
  const texts = inputs.filter(({ type }) => type === 'string').length;
  return [
    ...shapes,
    ...counted(numbers, 'number', 'numbers'),
    ...counted(texts, 'category', 'categories'),
  ].join(', ');
}

/** What a model gives, such as `one of 3 labels` or `a value in g`. */
export function describeOutput({ output }: Model['signature']): string {
  if (output.task === 'classification') return `one of ${output.labels.length} labels`;
  return output.unit === undefined ? 'a value' : `a value in ${output.unit}`;
}

/** The value of a training metric. Without a unit a value from 0 to 1 is a share, written in percent. */
export function describeMetric({ value, unit }: Model['training']['metric']): string {
  if (unit !== undefined) return `${value.toLocaleString('en', { maximumFractionDigits: 3 })} ${unit}`;
  const isShare = value >= 0 && value <= 1;
  return isShare
    ? `${(value * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`
    : value.toLocaleString('en', { maximumFractionDigits: 3 });
}

function counted(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}
