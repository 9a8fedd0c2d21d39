import type { Model } from '@contract/models.ts';

export const modelColumns = ['name', 'kind', 'task', 'inputs', 'size', 'licence', 'metric'] as const;
export type ModelColumn = (typeof modelColumns)[number];

export interface ModelOrder {
  readonly column: ModelColumn;
  readonly descending: boolean;
}

/** Sorts by a column of the table; models that are equal there are ordered by name. */
export function sortModels(models: readonly Model[], { column, descending }: ModelOrder): readonly Model[] {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const byName = (a: Model, b: Model) => collator.compare(a.title, b.title);
  const byColumn = (a: Model, b: Model) => {
    const [left, right] = [keyOf(a, column), keyOf(b, column)];
    return typeof left === 'number' && typeof right === 'number'
      ? left - right
      : collator.compare(String(left), String(right));
  };
  return [...models].sort((a, b) => (descending ? -1 : 1) * byColumn(a, b) || byName(a, b));
}

/** A second press on the same column turns the order round. */
export function nextOrder(order: ModelOrder, column: ModelColumn): ModelOrder {
  return { column, descending: order.column === column && !order.descending };
}

function keyOf(
  { title, kind, signature, bytes, data, training }: Model,
  column: ModelColumn,
): string | number {
  switch (column) {
    case 'name':
      return title;
    case 'kind':
      return kind;
    case 'task':
      return signature.output.task;
    case 'inputs':
      return signature.inputs.length;
    case 'size':
      return bytes;
    case 'licence':
      return data.licence;
    case 'metric':
      return `${training.metric.name} ${training.metric.value}`;
  }
}
