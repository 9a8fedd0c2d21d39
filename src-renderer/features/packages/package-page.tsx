import { Link } from '@tanstack/react-router';
import type { Package } from '@contract/packages.ts';
import { usePackage } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { EvidenceBadge } from '../../ui/evidence-badge.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tabs, type TabItem } from '../../ui/tabs.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { tagOf, versioned } from './package-facts.ts';
import { BuildTab } from './package/build-tab.tsx';
import { FilesTab } from './package/files-tab.tsx';
import { HistoryTab } from './package/history-tab.tsx';
import { LayersTab } from './package/layers-tab.tsx';
import { Overview } from './package/overview.tsx';
import { PackageActs } from './package/package-acts.tsx';
import { PartsTab } from './package/parts-tab.tsx';
import { SchemaTab } from './package/schema-tab.tsx';
import type { PackageTab } from './package/tab-search.ts';
import { productTitles } from './words.ts';
import styles from './package-page.module.css';

export interface PackagePageProps {
  readonly packageId: string;
  readonly tab: PackageTab;
  readonly onTab: (tab: PackageTab) => void;
}

/** One package: what it answers, what it is made of, how it came about. */
export function PackagePage({ packageId, tab, onTab }: PackagePageProps) {
  const { data, isError, error, refetch } = usePackage(packageId);
  if (data !== undefined) return <KnownPackage of={data} tab={tab} onTab={onTab} />;
  return (
    <Page title="Package">
      {isError ? (
        <>
          <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />
          <p>
            <Link to="/packages">All packages</Link>
          </p>
        </>
      ) : (
        <Panel>
          <Loading label="Opening the package" />
        </Panel>
      )}
    </Page>
  );
}

interface KnownPackageProps extends Omit<PackagePageProps, 'packageId'> {
  readonly of: Package;
}

function KnownPackage({ of, tab, onTab }: KnownPackageProps) {
  return (
    <Page
      title={versioned(of)}
      subtitle={<PackageFacts of={of} />}
      actions={<PackageActs of={of} />}
      width="full"
    >
      <Tabs
        label="About the package"
        items={tabsOf(of)}
        value={tab}
        onChange={(next) => onTab(next as PackageTab)}
      />
    </Page>
  );
}

function tabsOf(of: Package): readonly (TabItem & { readonly id: PackageTab })[] {
  return [
    { id: 'overview', label: 'Overview', content: <Overview of={of} /> },
    { id: 'files', label: 'Files', content: <FilesTab of={of} /> },
    { id: 'layers', label: 'Layers', content: <LayersTab of={of} /> },
    { id: 'parts', label: 'Parts', content: <PartsTab of={of} /> },
    { id: 'schema', label: 'Schema', content: <SchemaTab of={of} /> },
    { id: 'build', label: 'Build', content: <BuildTab of={of} /> },
    { id: 'history', label: 'History', content: <HistoryTab of={of} /> },
  ];
}

function PackageFacts({ of }: { readonly of: Package }) {
  const { evidence, image, createdAt, source, draft } = of;
  return (
    <span className={styles.facts}>
      {draft.product === 'folder' ? (
        <span>{productTitles.folder}</span>
      ) : (
        <EvidenceBadge evidence={evidence} />
      )}
      <span className={styles.tag}>
        <code translate="no">{tagOf(of)}</code>
        <CopyButton text={tagOf(of)} label="Copy tag" />
      </span>
      {image !== undefined && <span className="figures">{formatBytes(image.bytes)}</span>}
      <span>
        created <Moment iso={createdAt} />
      </span>
      <span className={styles.source}>
        from <code translate="no">{source.path}</code>
      </span>
    </span>
  );
}
