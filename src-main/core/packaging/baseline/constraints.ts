import type { ServedColumn } from '../../../contract/inspection.ts';
import type { Feature, InferredType } from './feature.ts';

/** `constraints.json` of SageMaker Model Monitor. */
export interface Constraints {
  readonly version: number;
  readonly features: readonly FeatureConstraints[];
  readonly monitoring_config: typeof monitoringConfig;
}

export interface FeatureConstraints {
  readonly name: string;
  readonly inferred_type: InferredType;
  /** Share of rows that have a value, from 0 to 1. */
  readonly completeness: number;
  readonly num_constraints?: { readonly is_non_negative: boolean };
  readonly string_constraints?: { readonly domains: readonly string[] };
}

/** As the service writes them; thresholds are shares from 0 to 1. */
const monitoringConfig = {
  evaluate_constraints: 'Enabled',
  emit_metrics: 'Enabled',
  datatype_check_threshold: 1,
  domain_content_threshold: 1,
  distribution_constraints: {
    perform_comparison: 'Enabled',
    comparison_threshold: 0.1,
    comparison_method: 'Robust',
    categorical_comparison_threshold: 0.1,
    categorical_drift_method: 'LInfinity',
  },
} as const;

/** What later rows are held to: the type, the share of missing values, the sign of numbers and the set of texts. */
export function constraintsOf(
  features: readonly Feature[],
  rows: number,
  columns: ReadonlyMap<string, ServedColumn>,
): Constraints {
  return {
    version: 0,
    features: features.map((feature) => constraintOf(feature, rows, columns.get(feature.name))),
    monitoring_config: monitoringConfig,
  };
}

function constraintOf(feature: Feature, rows: number, column: ServedColumn | undefined): FeatureConstraints {
  const inferred_type = feature.type();
  const min = feature.min();
  // The signature's own set is what the model knows; the sample may lack some of it.
  const domains = column?.categories ?? feature.domain();
  const isText = inferred_type === 'String';
  return {
    name: feature.name,
    inferred_type,
    completeness: rows === 0 ? 0 : feature.present() / rows,
    ...(!isText && min !== undefined && { num_constraints: { is_non_negative: min >= 0 } }),
    ...(isText && domains !== undefined && { string_constraints: { domains } }),
  };
}
