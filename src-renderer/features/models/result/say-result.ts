import { formatNumber } from '../../../ui/format.ts';
import { formatProbability } from './probability.ts';
import type { ResultView } from './result-view.ts';

/** A prediction in a few words, such as `Iris setosa 97.1 %` or `3,364.5 g`. */
export function sayResult(view: ResultView): string {
  if (view.kind === 'label') return `${view.title} ${formatProbability(view.score)}`;
  return `${formatValue(view.value)} ${view.unit ?? ''}`.trim();
}

/** Five digits say all that a model of this size knows. */
export function formatValue(value: number): string {
  const whole = Math.floor(Math.log10(Math.max(Math.abs(value), 1))) + 1;
  return formatNumber(value, Math.max(0, 5 - whole));
}
