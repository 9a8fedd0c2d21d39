import type { ServedColumn } from '../../../contract/inspection.ts';
import { arrayValues } from './array-values.ts';
import { attributeOf, classOf, itemsOf, textOf, type PickleValue } from './pickle-value.ts';

type ColumnType = Pick<ServedColumn, 'type' | 'categories' | 'optional'>;

const numeric =
  /^sklearn\.(?!.*\b(OneHotEncoder|OrdinalEncoder|TargetEncoder|LabelEncoder|LabelBinarizer|MultiLabelBinarizer|FunctionTransformer|CountVectorizer|TfidfVectorizer|HashingVectorizer|FeatureHasher|DictVectorizer|ColumnTransformer|FeatureUnion)\b)/;
const encoders = /\.(OneHotEncoder|OrdinalEncoder)$/;

/**
 * The types of those columns that are not plain numbers, by place, or undefined when the steps of the model cannot be followed: then
 * nothing may be said, since a wrong type would turn away rows that the model takes.
 */
export function encodedColumns(
  path: readonly PickleValue[],
  names: readonly string[] | undefined,
  features: number,
): ReadonlyMap<number, ColumnType> | undefined {
  const columns = new Map<number, ColumnType>();
  for (const one of path) {
    const name = classOf(one) ?? '';
    if (name.endsWith('.ColumnTransformer')) {
      if (!readTransformers(one, names, columns)) return undefined;
    } else if (encoders.test(name)) {
      const places = Array.from({ length: features }, (_, index) => index);
      if (!readEncoder(one, places, columns)) return undefined;
    } else if (!numeric.test(name) && !isBooster(name) && !isContainer(name)) return undefined;
    // Behind a step that makes columns of its own, nothing is said of the columns that come in.
    if (columns.size > 0) break;
  }
  return columns;
}

function isBooster(name: string): boolean {
  return /^(xgboost|lightgbm|catboost)\./.test(name);
}

function isContainer(name: string): boolean {
  return /^(sklearn|imblearn)\.pipeline\.Pipeline$/.test(name);
}

/** `transformers_`: a list of `(name, transformer, columns)`. */
function readTransformers(
  transformer: PickleValue,
  names: readonly string[] | undefined,
  columns: Map<number, ColumnType>,
): boolean {
  return itemsOf(attributeOf(transformer, 'transformers_')).every((part) => {
    const [, one, chosen] = itemsOf(part);
    if (textOf(one) === 'drop' || textOf(one) === 'passthrough') return true;
    const places = placesOf(chosen, names);
    if (places === undefined) return false;
    const steps = [one, ...itemsOf(attributeOf(one, 'steps')).map((step) => itemsOf(step)[1])];
    const encoder = steps.find((step) => encoders.test(classOf(step) ?? ''));
    if (encoder !== undefined) {
      const imputed = steps.some((step) => (classOf(step) ?? '').endsWith('Imputer'));
      return readEncoder(encoder, places, columns, imputed);
    }
    return steps.every(
      (step) => isContainer(classOf(step) ?? '') || numeric.test(classOf(step) ?? textOf(step) ?? ''),
    )
      ? markOptional(steps, places, columns)
      : false;
  });
}

function markOptional(
  steps: readonly (PickleValue | undefined)[],
  places: readonly number[],
  columns: Map<number, ColumnType>,
): true {
  if (steps.some((step) => (classOf(step) ?? '').endsWith('Imputer')))
    for (const place of places) columns.set(place, { type: 'number', optional: true });
  return true;
}

function placesOf(
  chosen: PickleValue | undefined,
  names: readonly string[] | undefined,
): number[] | undefined {
  const values = arrayValues(chosen);
  const places = values?.map((value) =>
    typeof value === 'string' ? (names?.indexOf(value) ?? -1) : Number(value),
  );
  return places?.every((place) => Number.isInteger(place) && place >= 0) === true ? places : undefined;
}

/** Categories become a closed set only where the encoder refuses what it has not seen. */
function readEncoder(
  encoder: PickleValue,
  places: readonly number[],
  columns: Map<number, ColumnType>,
  optional = false,
): boolean {
  const lists = itemsOf(attributeOf(encoder, 'categories_')).map(arrayValues);
  if (lists.length !== places.length) return false;
  const closed = textOf(attributeOf(encoder, 'handle_unknown')) === 'error';
  return places.every((place, index) => {
    const categories = lists[index];
    if (categories === undefined) return false;
    const known = categories.filter((value) => typeof value === 'string');
    if (known.length !== categories.length) {
      if (known.length > 0 || categories.some((value) => typeof value === 'boolean')) return false;
      columns.set(place, { type: 'number', ...(optional && { optional }) });
    } else
      columns.set(place, {
        type: 'string',
        ...(closed && { categories: known }),
        ...(optional && { optional }),
      });
    return true;
  });
}
