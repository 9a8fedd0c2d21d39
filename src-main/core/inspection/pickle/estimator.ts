import type { ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { arrayValues, type Scalar } from './array-values.ts';
import { encodedColumns } from './encoded-columns.ts';
import { attributeOf, classOf, itemsOf, nameOf, numberOf, textOf, type PickleValue } from './pickle-value.ts';

/** What an estimator in a pickle says of itself. */
export interface EstimatorFacts {
  /** `sklearn.pipeline.Pipeline`; of a container, `builtins.dict`. */
  readonly entry: string;
  /** Names in front: `sklearn`. */
  readonly library: string;
  readonly signature?: ServedSignature;
  readonly output?: ServedSignature['output'];
  /** Number of columns, when known. */
  readonly features?: number;
}

/** Most columns a signature is read for. */
const mostColumns = 10_000;

export function describeEstimator(root: PickleValue): EstimatorFacts {
  const entry = classOf(root) ?? containerOf(root);
  const library = entry.split('.')[0] ?? '';
  const path = estimatorsOf(root);
  const names = firstOf(path, (one) => texts(arrayValues(attributeOf(one, 'feature_names_in_'))));
  const features = names?.length ?? firstOf(path, (one) => numberOf(attributeOf(one, 'n_features_in_')));
  const inputs = columnsOf(path, names, features);
  const output = outputOf(path);
  return {
    entry,
    library,
    ...(features !== undefined && { features }),
    ...(output !== undefined && { output }),
    ...(inputs !== undefined && output !== undefined && { signature: { inputs, output } }),
  };
}

function containerOf(root: PickleValue): string {
  if (root.kind === 'global') return nameOf(root) ?? '';
  return `builtins.${root.kind === 'text' ? 'str' : root.kind}`;
}

/** The estimator and those it asks in turn, outermost first: steps of pipelines, the one that a search found best. */
function estimatorsOf(root: PickleValue): PickleValue[] {
  const found: PickleValue[] = [];
  const open = [root];
  for (let next = open.shift(); next !== undefined && found.length < 100; next = open.shift()) {
    if (next.kind !== 'object' || found.includes(next)) continue;
    found.push(next);
    const steps = itemsOf(attributeOf(next, 'steps')).map((step) => itemsOf(step)[1]);
    const inner = ['best_estimator_', 'estimator_', 'base_estimator_', 'regressor_', 'classifier_'].map(
      (key) => attributeOf(next, key),
    );
    open.push(...[...steps, ...inner].filter((one) => one !== undefined));
  }
  return found;
}

function firstOf<Found>(
  path: readonly PickleValue[],
  read: (one: PickleValue) => Found | undefined,
): Found | undefined {
  for (const one of path) {
    const found = read(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function texts(values: Scalar[] | undefined): string[] | undefined {
  return values?.every((value) => typeof value === 'string') === true ? values : undefined;
}

/** Columns of numbers by name or by place; none when something in the model takes text in a way that cannot be followed. */
function columnsOf(
  path: readonly PickleValue[],
  names: readonly string[] | undefined,
  features: number | undefined,
): ServedColumn[] | undefined {
  if (features === undefined || !(features >= 1 && features <= mostColumns)) return undefined;
  const encoded = encodedColumns(path, names, features);
  if (encoded === undefined) return undefined;
  const optional = path.some((one) => takesMissing(classOf(one) ?? ''));
  return Array.from({ length: features }, (_, index) => ({
    name: names?.[index] ?? `x${index}`,
    ...(encoded.get(index) ?? { type: 'number' as const, ...(optional && { optional }) }),
  }));
}

/** Estimators that take missing numbers as they are. */
function takesMissing(name: string): boolean {
  return /\.(SimpleImputer|KNNImputer|IterativeImputer|HistGradientBoosting\w+|XGB\w+|LGBM\w+)$/.test(name);
}

function outputOf(path: readonly PickleValue[]): ServedSignature['output'] | undefined {
  const classes = firstOf(path, (one) =>
    arrayValues(attributeOf(one, 'classes_') ?? attributeOf(one, '_classes')),
  );
  if (classes !== undefined && classes.length > 0) {
    const labels = classes.map((value) => ({ value: labelOf(value), title: labelOf(value) }));
    return { task: 'classification', name: 'label', labels };
  }
  const count = firstOf(path, (one) => numberOf(attributeOf(one, 'n_classes_')));
  if (
    count !== undefined &&
    count >= 2 &&
    count <= mostColumns &&
    path.some((one) => (classOf(one) ?? '').endsWith('Classifier'))
  )
    return { task: 'classification', name: 'label', labels: countedLabels(count) };
  return path.some((one) => isRegressor(classOf(one) ?? '', attributeOf(one, '_estimator_type')))
    ? { task: 'regression', name: 'value' }
    : undefined;
}

/** As Python's `str` writes the class. */
function labelOf(value: Scalar): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

export function countedLabels(count: number): { value: string; title: string }[] {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), title: String(index) }));
}

const regressors =
  /\.(\w*Regressor|\w*Regression|\w*SVR|\w*RegressorCV|Ridge|RidgeCV|Lasso|LassoCV|LassoLars\w*|ElasticNet|ElasticNetCV|Lars\w*|BayesianRidge|KernelRidge|MultiTask\w+|OrthogonalMatchingPursuit\w*)$/;

function isRegressor(name: string, kind: PickleValue | undefined): boolean {
  return textOf(kind) === 'regressor' || (regressors.test(name) && !name.includes('LogisticRegression'));
}
