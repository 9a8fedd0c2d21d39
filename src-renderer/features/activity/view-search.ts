import { defaultView, groups, sortKeys, type ListView } from './job-list.ts';

/** The view of the list as its address holds it; what equals the default is left out. */
export interface ViewSearch {
  group?: ListView['group'];
  text?: string;
  sort?: ListView['sort'];
  order?: 'up' | 'down';
}

/** Reads an address that anybody may have written: what does not fit is ignored. */
export function readView(search: Readonly<Record<string, unknown>>): ViewSearch {
  const group = groups.find((one) => one === search['group']);
  const sort = sortKeys.find((one) => one === search['sort']);
  const order = (['up', 'down'] as const).find((one) => one === search['order']);
  const text = search['text'];
  return {
    ...(group !== undefined && { group }),
    ...(sort !== undefined && { sort }),
    ...(order !== undefined && { order }),
    ...((typeof text === 'string' || typeof text === 'number') && text !== '' && { text: String(text) }),
  };
}

export function viewOf({ group, text, sort, order }: ViewSearch): ListView {
  return {
    group: group ?? defaultView.group,
    text: text ?? defaultView.text,
    sort: sort ?? defaultView.sort,
    descending: order === undefined ? defaultView.descending : order === 'down',
  };
}

export function searchOf({ group, text, sort, descending }: ListView): ViewSearch {
  return {
    ...(group !== defaultView.group && { group }),
    ...(text !== defaultView.text && { text }),
    ...(sort !== defaultView.sort && { sort }),
    ...(descending !== defaultView.descending && { order: descending ? 'down' : 'up' }),
  };
}
