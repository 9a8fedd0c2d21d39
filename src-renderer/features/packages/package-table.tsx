import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowRight, ArrowUp, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { Package } from '@contract/packages.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EvidenceBadge } from '../../ui/evidence-badge.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import {
  defaultOrder,
  nextOrder,
  packageColumns,
  visiblePackages,
  type PackageColumn,
  type PackageOrder,
} from './package-order.ts';
import { SmokeBadge } from './smoke-badge.tsx';
import { frameworkTitles, productTitles } from './words.ts';
import styles from './package-table.module.css';

const headings: Readonly<Record<PackageColumn, string>> = {
  name: 'Package',
  model: 'Model and server',
  evidence: 'Made as',
  size: 'Image size',
  created: 'Created',
  sample: 'Sample run',
};

/** Packages with their order and their filter. */
export function PackageTable({ packages }: { readonly packages: readonly Package[] }) {
  const [order, setOrder] = useState<PackageOrder>(defaultOrder);
  const [text, setText] = useState('');
  const shown = visiblePackages(packages, order, text);
  const count =
    shown.length === packages.length
      ? formatCount(packages.length, 'package')
      : `${shown.length} of ${formatCount(packages.length, 'package')}`;
  return (
    <Panel
      flush
      title={count}
      actions={
        <div className={styles.filter}>
          <TextInput
            type="search"
            aria-label="Filter packages"
            placeholder="Filter by name or framework"
            value={text}
            onChange={setText}
          />
        </div>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No package fits"
          body="The filter leaves none of the packages."
          action={
            <Button variant="secondary" onClick={() => setText('')}>
              Show all packages
            </Button>
          }
        />
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Packages, a table">
          <table className={styles.table}>
            <thead>
              <tr>
                {packageColumns.map((column) => (
                  <Heading
                    key={column}
                    column={column}
                    order={order}
                    onSort={() => setOrder(nextOrder(order, column))}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <PackageRow key={one.id} of={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

interface HeadingProps {
  readonly column: PackageColumn;
  readonly order: PackageOrder;
  readonly onSort: () => void;
}

function Heading({ column, order, onSort }: HeadingProps) {
  const current = order.column === column;
  const Icon = current && order.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={!current ? 'none' : order.descending ? 'descending' : 'ascending'}
      className={styles[column]}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {headings[column]}
        <Icon size={13} aria-hidden className={current ? undefined : styles.idle} />
      </button>
    </th>
  );
}

function PackageRow({ of }: { readonly of: Package }) {
  const { id, image, createdAt, smoke, evidence, draft, source, servedBy } = of;
  const navigate = useNavigate();
  // The whole row opens for the pointer; keyboards and readers have the link in it.
  const open = () => void navigate({ to: '/packages/$packageId', params: { packageId: id } });
  return (
    <tr className={styles.row} onClick={open}>
      <th scope="row" className={styles.name}>
        <Link
          to="/packages/$packageId"
          params={{ packageId: id }}
          className={styles.link}
          onClick={(event) => event.stopPropagation()}
        >
          {of.name}
          <span className={styles.version}>:{of.version}</span>
        </Link>
      </th>
      <td>
        <ServedBy framework={source.framework} servedBy={servedBy} />
      </td>
      <td>
        {draft.product === 'folder' ? (
          <span className={styles.quiet}>{productTitles.folder}</span>
        ) : (
          <EvidenceBadge evidence={evidence} />
        )}
      </td>
      <td className={styles.figure}>
        {image === undefined ? <span className={styles.quiet}>no image</span> : formatBytes(image.bytes)}
      </td>
      <td className={styles.figure}>
        <Moment iso={createdAt} />
      </td>
      <td>
        <SmokeBadge smoke={smoke} />
      </td>
    </tr>
  );
}

/** What trained the model, and what answers in its place where that is something else. */
function ServedBy({
  framework,
  servedBy,
}: {
  readonly framework: Package['servedBy'];
  readonly servedBy: Package['servedBy'];
}) {
  if (framework === servedBy) return frameworkTitles[framework];
  return (
    <span className={styles.served}>
      {frameworkTitles[framework]}
      <ArrowRight size={14} aria-label="served by" />
      <b>{frameworkTitles[servedBy]}</b>
    </span>
  );
}
