import type { Package } from '@contract/packages.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { PackagePlus } from 'lucide-react';
import { usePackages } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useCommands } from '../../shell/commands.ts';
import { buttonLook } from '../../ui/button-look.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { EvidenceBadge } from '../../ui/evidence-badge.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './models-packages.module.css';

/** Packages shown here; the rest is in the list of packages. */
const shown = 4;

/** The models that a person has packaged, beside the samples. */
export function ModelsPackages() {
  const { data, isError, error, refetch } = usePackages();
  if (isError)
    return (
      <Panel title="Packaged here">
        <ErrorView compact error={toErrorRecord(error)} onRetry={() => void refetch()} />
      </Panel>
    );
  if (data === undefined) return null;
  if (data.length === 0)
    return (
      <p className={styles.none}>
        A model of your own becomes an image that every cloud accepts:{' '}
        <Link to="/packages/new">package a model</Link>.
      </p>
    );
  return (
    <Panel
      flush
      title="Packaged here"
      actions={
        <Link to="/packages" className={styles.all}>
          All {formatCount(data.length, 'package')}
        </Link>
      }
    >
      <ul className={styles.cards}>
        {data.slice(0, shown).map((one) => (
          <li key={one.id}>
            <PackageCard of={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PackageCard({ of }: { readonly of: Package }) {
  const { id, name, version, evidence, image, createdAt, draft } = of;
  return (
    <Link to="/packages/$packageId" params={{ packageId: id }} className={styles.card}>
      <span className={styles.name}>
        {name}
        <span className={styles.version}>:{version}</span>
      </span>
      {draft.product === 'folder' ? (
        <span className={styles.folder}>Build folder only</span>
      ) : (
        <EvidenceBadge evidence={evidence} />
      )}
      <span className={styles.facts}>
        {image === undefined ? 'no image' : formatBytes(image.bytes)}, <Moment iso={createdAt} />
      </span>
    </Link>
  );
}

/** The way to a package from the list of models. */
export function PackageModelLink() {
  const navigate = useNavigate();
  useCommands([
    { id: 'package-model', label: 'Package a model', run: () => void navigate({ to: '/packages/new' }) },
  ]);
  return (
    <Link to="/packages/new" className={buttonLook('primary')}>
      <PackagePlus size={16} aria-hidden />
      Package a model
    </Link>
  );
}
