import { CircleCheck, CircleMinus, TriangleAlert, Zap } from 'lucide-react';
import type { FastPath, Package } from '@contract/packages.ts';
import { Badge } from '../../../ui/badge.tsx';
import { formatDuration, formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Facts, type Fact } from '../facts.tsx';
import { fastPathView, formatDifference, gainText } from './fast-path-view.ts';
import styles from './fast-path-panel.module.css';

const icons = { ok: CircleCheck, warn: TriangleAlert, neutral: CircleMinus } as const;

/** What the conversion to ONNX gained, or why it is not used. */
export function FastPathPanel({ of: { fastPath, source } }: { readonly of: Package }) {
  const { tone, word, gain } = fastPathView(fastPath, source.framework);
  const facts = factsOf(fastPath);
  return (
    <Panel
      title="Fast path"
      actions={
        <Badge tone={tone} icon={icons[tone]}>
          {word}
        </Badge>
      }
    >
      {fastPath.state === 'used' && gain !== undefined && (
        <p className={styles.gain}>
          <Zap size={20} aria-hidden />
          {gainText(gain)}
          <span className={styles.per}>for one row, without HTTP</span>
        </p>
      )}
      <p className={styles.reason}>{fastPath.reason}</p>
      {facts.length > 0 && (
        <div className={styles.facts}>
          <Facts narrow facts={facts} />
        </div>
      )}
    </Panel>
  );
}

function factsOf(of: FastPath): readonly Fact[] {
  const { comparedRows, labelMismatches, greatestDifference, tolerance, originalMs, convertedMs } = of;
  return [
    ...(originalMs === undefined ? [] : [{ title: 'The model', value: formatDuration(originalMs) }]),
    ...(convertedMs === undefined ? [] : [{ title: 'Its conversion', value: duration(convertedMs) }]),
    ...(comparedRows === undefined ? [] : [{ title: 'Rows compared', value: formatNumber(comparedRows) }]),
    ...(labelMismatches === undefined
      ? []
      : [{ title: 'Other labels', value: labelMismatches === 0 ? 'none' : formatNumber(labelMismatches) }]),
    ...(greatestDifference === undefined
      ? []
      : [{ title: 'Greatest difference', value: formatDifference(greatestDifference) }]),
    ...(tolerance === undefined ? [] : [{ title: 'Tolerance', value: formatDifference(tolerance) }]),
  ];
}

/** Conversions answer within microseconds. */
function duration(ms: number): string {
  return ms < 1 ? `${formatNumber(ms * 1_000, 0)} µs` : formatDuration(ms);
}
