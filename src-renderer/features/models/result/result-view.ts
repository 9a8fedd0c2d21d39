import type { Prediction, Signature } from '@contract/models.ts';

/** One prediction as the screen shows it. */
export type ResultView = LabelView | ValueView;

export interface LabelView {
  readonly kind: 'label';
  readonly value: string;
  readonly title: string;
  /** Probability of the label, 0 to 1. */
  readonly score: number;
  /** Every label, the most probable first. */
  readonly bars: readonly Bar[];
}

interface Bar {
  readonly value: string;
  readonly title: string;
  readonly score: number;
}

export interface ValueView {
  readonly kind: 'value';
  readonly value: number;
  readonly name: string;
  readonly unit?: string;
  readonly range?: TrainingRange;
}

/** Where a value lies in the range of the target seen in training. */
export interface TrainingRange {
  readonly min: number;
  readonly max: number;
  /** 0 at `min`, 1 at `max`, and not beyond. */
  readonly position: number;
  readonly place: 'below' | 'inside' | 'above';
}

export function viewResult({ output }: Signature, prediction: Prediction): ResultView {
  if ('label' in prediction) return viewLabel(output, prediction);
  const { value } = prediction;
  const range = output.task === 'regression' ? rangeOf(output.min, output.max, value) : undefined;
  return {
    kind: 'value',
    value,
    name: output.name,
    ...(output.task === 'regression' && output.unit !== undefined && { unit: output.unit }),
    ...(range && { range }),
  };
}

type Labelled = Extract<Prediction, { label: string }>;

function viewLabel(output: Signature['output'], { label, score, scores }: Labelled): LabelView {
  const titles = new Map(
    output.task === 'classification' ? output.labels.map(({ value, title }) => [value, title]) : [],
  );
  const titleOf = (value: string) => titles.get(value) ?? value;
  const bars = Object.entries(scores).map(([value, share]) => ({
    value,
    title: titleOf(value),
    score: share,
  }));
  return {
    kind: 'label',
    value: label,
    title: titleOf(label),
    score,
    bars: bars.sort((a, b) => b.score - a.score),
  };
}

function rangeOf(min: number | undefined, max: number | undefined, value: number): TrainingRange | undefined {
  if (min === undefined || max === undefined || max <= min) return undefined;
  const position = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return { min, max, position, place: value < min ? 'below' : value > max ? 'above' : 'inside' };
}
