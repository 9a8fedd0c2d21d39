import { ArrowRight, Equal, Minus, Plus, RefreshCw, type LucideIcon } from 'lucide-react';
import type { Package } from '@contract/packages.ts';
import { formatBytes, formatCount, formatPercent } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Comparison, FactChange, PartChange } from './compare-packages.ts';
import styles from './comparison-panel.module.css';

export interface ComparisonPanelProps {
  readonly before: Package;
  readonly after: Package;
  readonly comparison: Comparison;
}

/** What changed from the older of two packages to the newer one. */
export function ComparisonPanel({ before, after, comparison }: ComparisonPanelProps) {
  const { size, facts, added, removed, changed, kept } = comparison;
  const same = facts.length === 0 && added.length === 0 && removed.length === 0 && changed.length === 0;
  return (
    <Panel title={`From version ${before.version} to version ${after.version}`}>
      <div className={styles.comparison}>
        {size !== undefined && <Sizes before={before} after={after} size={size} />}
        {same && (
          <p className={styles.quiet}>
            Nothing else changed: the same model, the same parts, the same facts.
          </p>
        )}
        {facts.length > 0 && <Facts facts={facts} />}
        <div className={styles.parts}>
          <Parts icon={Plus} title="Added" parts={added} />
          <Parts icon={Minus} title="Removed" parts={removed} />
          <Parts icon={RefreshCw} title="Other version" parts={changed} />
        </div>
        <p className={styles.kept}>
          <Equal size={14} aria-hidden /> {formatCount(kept, 'part')} {kept === 1 ? 'is' : 'are'} the same in
          both.
        </p>
      </div>
    </Panel>
  );
}

interface SizesProps {
  readonly before: Package;
  readonly after: Package;
  readonly size: NonNullable<Comparison['size']>;
}

function Sizes({ before, after, size }: SizesProps) {
  const largest = Math.max(1, size.before, size.after);
  const difference = size.after - size.before;
  const share = size.before === 0 ? 0 : Math.abs(difference) / size.before;
  const told =
    difference === 0
      ? 'Images of the same size.'
      : `${formatBytes(Math.abs(difference))} ${difference < 0 ? 'smaller' : 'larger'}, ${formatPercent(share)}.`;
  return (
    <div className={styles.sizes}>
      {[
        { of: before, bytes: size.before },
        { of: after, bytes: size.after },
      ].map(({ of, bytes }) => (
        <div key={of.id} className={styles.size}>
          <span className={styles.version}>{of.version}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.fill} style={{ width: `${(bytes / largest) * 100}%` }} />
          </span>
          <span className={styles.bytes}>{formatBytes(bytes)}</span>
        </div>
      ))}
      <p className={styles.told}>{told}</p>
    </div>
  );
}

function Facts({ facts }: { readonly facts: readonly FactChange[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ title, before, after }) => (
        <div key={title} className={styles.fact}>
          <dt>{title}</dt>
          <dd>
            <span className={styles.quiet}>{before}</span>
            <ArrowRight size={14} aria-label="became" />
            <span>{after}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PartsProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly parts: readonly PartChange[];
}

function Parts({ icon: Icon, title, parts }: PartsProps) {
  if (parts.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>
        <Icon size={14} aria-hidden /> {title} <span className={styles.count}>{parts.length}</span>
      </h3>
      <ul className={styles.list}>
        {parts.map(({ name, before, after }) => (
          <li key={name} className={styles.part}>
            <code translate="no">{name}</code>
            <span className={styles.versions}>
              {before}
              {before !== undefined && after !== undefined && <ArrowRight size={12} aria-label="became" />}
              {after}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
