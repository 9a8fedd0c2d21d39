import type { Inspection } from '../../../contract/inspection.ts';
import type { PackageDraft } from '../../../contract/packages.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { Requirement } from './requirement-line.ts';

export interface FastPathChance {
  readonly possible: boolean;
  /** In words. */
  readonly reason: string;
}

/** Whether a conversion to ONNX is worth trying, and why not. */
export function fastPathChance(
  inspection: Inspection,
  wish: PackageDraft['fastPath'],
  requirements: readonly Requirement[],
  facts: LibraryFacts,
): FastPathChance {
  const no = (reason: string): FastPathChance => ({ possible: false, reason });
  if (wish === 'off') return no('It is turned off.');
  if (inspection.framework === 'onnx') return no('The model is ONNX already.');
  const converters = convertersOf(inspection, requirements, facts);
  if (converters.length === 0)
    return no(
      facts.frameworks[inspection.framework].noConverter ?? 'No converter knows what this model is made of.',
    );
  const [converter = ''] = converters;
  return {
    possible: true,
    reason: `${converter} can convert it. The conversion is served only when its answers agree with the model's.`,
  };
}

/** Distributions that convert a model, by what it is made of; empty where none does. */
export function convertersOf(
  { framework, entry = '' }: Inspection,
  requirements: readonly Requirement[],
  { frameworks }: LibraryFacts,
): string[] {
  const flavour = framework === 'mlflow' ? flavours[/^mlflow\.(\w+)/.exec(entry)?.[1] ?? ''] : framework;
  const converters = flavour === undefined ? [] : (frameworks[flavour].converters ?? []);
  // A pipeline may end with a booster, which has a converter of its own.
  const boosted = requirements.some(({ name }) => /^(xgboost|xgboost-cpu|lightgbm)$/.test(name));
  const more = flavour === 'sklearn' && boosted ? ['onnxmltools'] : [];
  return [...new Set([...converters, ...more])];
}

/** MLflow's flavours whose model can be taken out of it. */
const flavours: Readonly<Record<string, Inspection['framework']>> = {
  sklearn: 'sklearn',
  xgboost: 'xgboost',
  lightgbm: 'lightgbm',
  catboost: 'catboost',
};
