import { formatPercent } from '../../../ui/format.ts';

/** A probability in percent, to a tenth. Neither certainty is claimed for what only comes near it. */
export function formatProbability(score: number): string {
  if (score > 0 && score < 0.0005) return '< 0.1 %';
  if (score < 1 && score >= 0.9995) return '> 99.9 %';
  return formatPercent(score, 1);
}
