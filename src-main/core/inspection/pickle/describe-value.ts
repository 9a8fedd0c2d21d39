import { classOf, itemsOf, nameOf, type PickleValue } from './pickle-value.ts';

/** The arguments of a call as Python would show them, at most `most` characters. */
export function describeArguments(args: PickleValue, most = 200): string {
  const text = itemsOf(args)
    .slice(0, 8)
    .map((item) => describe(item, 3))
    .join(', ');
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function describe(value: PickleValue, depth: number): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'number':
      return String(value.value);
    case 'text':
      return JSON.stringify(value.value.slice(0, 160));
    case 'bytes':
      return `<${value.length} bytes>`;
    case 'global':
      return nameOf(value) ?? '';
    case 'object':
      return `${classOf(value) ?? '<value>'}(${depth > 0 ? list(itemsOf(value.args), depth) : '…'})`;
    case 'tuple':
      return depth > 0 ? `(${list(value.items, depth)})` : '(…)';
    case 'list':
    case 'set':
      return depth > 0 ? `[${list(value.items, depth)}]` : '[…]';
    case 'dict':
      return value.entries.length === 0 ? '{}' : `{… ${value.entries.length}}`;
    case 'persistent':
      return '<stored elsewhere>';
    case 'mark':
      return '<mark>';
  }
}

function list(items: readonly PickleValue[], depth: number): string {
  const shown = items.slice(0, 5).map((item) => describe(item, depth - 1));
  return [...shown, ...(items.length > 5 ? ['…'] : [])].join(', ');
}
