import { Link, useNavigate } from '@tanstack/react-router';
import { HardDrive, Package as PackageIcon, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { usePackages } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useCommands } from '../../shell/commands.ts';
import { buttonLook } from '../../ui/button-look.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FreeSpaceDialog } from './free-space-dialog.tsx';
import { PackageTable } from './package-table.tsx';
import { RunningBuilds } from './running-builds.tsx';

/** Every package that was made here. */
export function PackagesPage() {
  const { data, isError, error, refetch } = usePackages();
  const [freeing, setFreeing] = useState(false);
  const navigate = useNavigate();
  useCommands([
    { id: 'package-model', label: 'Package a model', run: () => void navigate({ to: '/packages/new' }) },
    { id: 'free-space', label: 'Free space', run: () => setFreeing(true) },
  ]);
  return (
    <Page
      title="Packages"
      subtitle="A package is a model with everything that serves it, built once and tried here."
      width="full"
      actions={
        <>
          <Button variant="secondary" icon={HardDrive} onClick={() => setFreeing(true)}>
            Free space
          </Button>
          <PackageLink />
        </>
      }
    >
      <RunningBuilds />
      {isError ? (
        <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Panel>
          <Loading label="Reading the packages" />
        </Panel>
      ) : data.length === 0 ? (
        <Panel>
          <EmptyState
            icon={PackageIcon}
            title="No packages yet"
            body="Point at a trained model: what comes out is one image that SageMaker, Vertex AI and Azure ML all accept."
            action={<PackageLink />}
          />
        </Panel>
      ) : (
        <PackageTable packages={data} />
      )}
      <FreeSpaceDialog open={freeing} onClose={() => setFreeing(false)} />
    </Page>
  );
}

function PackageLink() {
  return (
    <Link to="/packages/new" className={buttonLook('primary')}>
      <PackagePlus size={16} aria-hidden />
      Package a model
    </Link>
  );
}
