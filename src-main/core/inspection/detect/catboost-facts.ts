import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { DataFault } from '../bytes/data-fault.ts';
import { flatRoot, type FlatTable } from '../bytes/flat-buffer.ts';
import { parseJson } from '../look.ts';
import { countedLabels } from '../pickle/estimator.ts';
import { at, listOf, stringOf } from '../plain.ts';

export interface CatboostFacts {
  readonly version?: string;
  readonly loss?: string;
  readonly signature?: ServedSignature;
}

const mostFeatures = 10_000;

/** What CatBoost's model.fbs and features.fbs say: the trees with their features, and a list of texts by key. */
export function catboostFacts(bytes: Uint8Array): CatboostFacts {
  try {
    const core = flatRoot(bytes);
    const info = new Map(core.tables(2, 1000).map((pair) => [pair.text(0) ?? '', pair.text(1) ?? '']));
    const parameters = parseJson(info.get('params'));
    const loss = stringOf(at(parameters, 'loss_function', 'type'));
    const version = /(\d+\.\d+(?:\.\d+)*)/.exec(info.get('catboost_version_info') ?? '')?.[1];
    const inputs = columnsOf(core.table(1));
    const output = outputOf(loss, labelsIn(info));
    return {
      ...(loss !== undefined && { loss }),
      ...(version !== undefined && { version }),
      ...(inputs !== undefined && output !== undefined && { signature: { inputs, output } }),
    };
  } catch (error) {
    if (error instanceof DataFault) return {};
    throw error;
  }
}

function columnsOf(trees: FlatTable | undefined): ServedColumn[] | undefined {
  if (trees === undefined) return undefined;
  const categorical = trees.tables(4, mostFeatures).map((one) => featureOf(one, 1, 2, 'string'));
  const numbers = trees.tables(5, mostFeatures).map((one) => featureOf(one, 2, 4, 'number'));
  const features = [...categorical, ...numbers].sort((a, b) => a.place - b.place);
  const complete = features.length > 0 && features.every(({ place }, index) => place === index);
  return complete ? features.map(({ column }) => column) : undefined;
}

/** CatBoost takes missing numbers, and a name may be left out. */
function featureOf(table: FlatTable, placeField: number, nameField: number, type: 'number' | 'string') {
  const place = table.int32(placeField) ?? -1;
  const id = table.text(nameField);
  const name = id === undefined || id === '' || /^\d+$/.test(id) ? `x${place}` : id;
  return { place, column: { name, type, ...(type === 'number' && { optional: true }) } };
}

function labelsIn(info: ReadonlyMap<string, string>): string[] | undefined {
  const labels = listOf(at(parseJson(info.get('class_params')), 'class_to_label'));
  return labels?.map(String);
}

function outputOf(
  loss: string | undefined,
  labels: string[] | undefined,
): ServedSignature['output'] | undefined {
  if (loss === undefined) return undefined;
  if (/^(Logloss|CrossEntropy|MultiClass|MultiClassOneVsAll)$/.test(loss)) {
    const known =
      labels?.map((value) => ({ value, title: value })) ??
      (loss.startsWith('Multi') ? undefined : countedLabels(2));
    return known === undefined ? undefined : { task: 'classification', name: 'label', labels: known };
  }
  return { task: 'regression', name: 'value' };
}
