import type { Finding } from '../../contract/inspection.ts';
import { finding, listed } from './findings.ts';
import type { ModelTree } from './ports.ts';

/** Data files above this size hardly belong to a model, in bytes. */
const largeData = 20 << 20;
const data =
  /\.(csv|tsv|parquet|feather|arrow|jsonl|ndjson|xlsx?|sqlite|db|h5ad|npy|npz|tfrecords?|mp4|avi|wav|zip|tar|tgz|gz|7z|log|ipynb)$/i;

/** What lies in the folder and does not belong to the model. */
export function folderFindings({ files, leftOut }: ModelTree, model: string): Finding[] {
  const of = (why: 'link' | 'special' | 'tool') =>
    leftOut.filter((one) => one.why === why).map(({ path }) => path);
  const [links, special, tools] = [of('link'), of('special'), of('tool')];
  const large = files
    .filter(({ path, bytes }) => bytes >= largeData && data.test(path) && path !== model)
    .map(({ path }) => path);
  const found = (
    severity: 'warns' | 'info',
    id: string,
    title: string,
    paths: readonly string[],
    fix: string,
  ) => (paths.length === 0 ? [] : [finding(severity, id, title, listed(paths), fix)]);
  return [
    ...found(
      'info',
      'left-out-tools',
      'Files of tools are left out',
      tools,
      'Nothing needs to be done: they do not belong to a model.',
    ),
    ...found(
      'warns',
      'left-out-links',
      'Links are left out',
      [...links, ...special],
      'Put the files themselves in their place, for example with cp -rL.',
    ),
    ...found(
      'warns',
      'large-data',
      'Large data files would become part of the package',
      large,
      'Move them out of the folder if the model does not read them.',
    ),
  ];
}
