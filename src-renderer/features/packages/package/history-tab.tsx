import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { Package } from '@contract/packages.ts';
import { usePackages } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { shortHash } from '../package-facts.ts';
import { SmokeBadge } from '../smoke-badge.tsx';
import { frameworkTitles } from '../words.ts';
import { comparePackages, inOrder, otherVersions } from './compare-packages.ts';
import { ComparisonPanel } from './comparison-panel.tsx';
import table from '../table.module.css';
import styles from './history-tab.module.css';

/** The other versions of the same name, and what changed to or from one of them. */
export function HistoryTab({ of }: { readonly of: Package }) {
  const { data, isError, error, refetch } = usePackages();
  const [chosen, setChosen] = useState<string>();
  if (isError) return <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <Panel>
        <Loading label="Reading the packages" />
      </Panel>
    );
  const others = otherVersions(of, data);
  const other = others.find(({ id }) => id === chosen) ?? others[0];
  if (other === undefined)
    return (
      <Panel>
        <EmptyState
          icon={History}
          title="The only version so far"
          body={`Another package named ${of.name} can be compared with this one here: size, parts and facts.`}
        />
      </Panel>
    );
  const [before, after] = inOrder(of, other);
  return (
    <div className={styles.history}>
      <Panel flush title={`${formatCount(others.length, 'other version')} of ${of.name}`}>
        <Versions of={of} others={others} chosen={other.id} onChoose={setChosen} />
      </Panel>
      <ComparisonPanel before={before} after={after} comparison={comparePackages(before, after)} />
    </div>
  );
}

interface VersionsProps {
  readonly of: Package;
  readonly others: readonly Package[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Versions({ of, others, chosen, onChoose }: VersionsProps) {
  return (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Other versions, a table">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Version</th>
            <th scope="col">Created</th>
            <th scope="col" className={table.number}>
              Size
            </th>
            <th scope="col">Served by</th>
            <th scope="col">Sample run</th>
            <th scope="col">Model</th>
          </tr>
        </thead>
        <tbody>
          {others.map((other) => (
            <tr key={other.id}>
              <td>
                <input
                  type="radio"
                  name="compare"
                  className={styles.radio}
                  aria-label={`Compare version ${of.version} with ${other.version}`}
                  checked={other.id === chosen}
                  onChange={() => onChoose(other.id)}
                />
              </td>
              <th scope="row">
                <Link to="/packages/$packageId" params={{ packageId: other.id }} search={{ tab: 'history' }}>
                  {other.version}
                </Link>
              </th>
              <td className={styles.when}>
                <Moment iso={other.createdAt} />
              </td>
              <td className={table.number}>
                {other.image === undefined ? (
                  <span className={table.quiet}>no image</span>
                ) : (
                  formatBytes(other.image.bytes)
                )}
              </td>
              <td>{frameworkTitles[other.servedBy]}</td>
              <td>
                <SmokeBadge smoke={other.smoke} />
              </td>
              <td>
                <code title={other.source.sha256}>{shortHash(other.source.sha256)}</code>
                {other.source.sha256 === of.source.sha256 && <span className={table.quiet}> same</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
