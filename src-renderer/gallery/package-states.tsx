import type { Job } from '@contract/jobs.ts';
import type { Package } from '@contract/packages.ts';
import { FreeSpaceDialog } from '../features/packages/free-space-dialog.tsx';
import { RemoveDialog } from '../features/packages/package/remove-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { failure, fakeClient, never, type Script } from './fake-client.ts';
import { passingReport, sampleReport } from './fixtures/checks.ts';
import { blockedInspection, longInspection } from './fixtures/inspections.ts';
import { modelList } from './fixtures/models.ts';
import { buildJournal } from './fixtures/build-journal.ts';
import * as jobs from './fixtures/package-jobs.ts';
import * as packages from './fixtures/packages.ts';
import { desktopInfo } from './fixtures/system.ts';
import type { GalleryState } from './gallery-state.ts';
import type { PackageStateId } from './package-state-ids.ts';

const { forest, dangerous } = jobs.inspections;
const used: Script = { models: modelList, packages: packages.packageList, report: passingReport };
const planned: Script = { ...used, plan: jobs.forestPlan, jobs: [forest] };
const texts: Script['files'] = {
  Dockerfile: jobs.forestPlan.files[0]?.text ?? '',
  'model/slipway.json': jobs.forestPlan.files[5]?.text ?? '',
  'requirements.lock': 'numpy==1.26.4 \\\n    --hash=sha256:2f1c1a6e5b0e4f0b9a530c6a4a6f2d11\n',
  'certificates/.keep': '',
  'sbom.cdx.json': '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6",\n  "components": []\n}',
};

/** Packages, the wizard that makes them, and the page of one, in every state they can be in. */
export const packageStates: readonly GalleryState[] = [
  list('packages-list', 'Packages of every sort', used),
  list('packages-empty', 'Empty', { packages: [] }),
  list('packages-loading', 'Loading', { packages: never }),
  list('packages-error', 'Error', {
    packages: () => Promise.reject(failure('storage.unavailable', '/home/ada/.slipway/slipway.db is locked')),
  }),
  list('packages-many', 'Sixty packages with long names', { packages: packages.manyPackages }),
  list('packages-building', 'With a build at work', { ...used, jobs: [jobs.building] }),
  {
    ...list('packages-free-space', 'Free space asked', used),
    render: () => (
      <Page title="Packages">
        <FreeSpaceDialog open onClose={() => undefined} />
      </Page>
    ),
  },

  wizard('wizard-choose', 'Choose', '', used),
  wizard('wizard-choose-desktop', 'Choose, in a host with dialogs', '', { ...used, info: desktopInfo }),
  wizard('wizard-inspecting', 'Inspecting 5 GB', at(jobs.inspecting), { ...used, jobs: [jobs.inspecting] }),
  wizard('wizard-inspection-failed', 'No model there', at(jobs.inspectionFailed), {
    ...used,
    jobs: [jobs.inspectionFailed],
  }),
  wizard('wizard-inspection-gone', 'An inspection that is not known', at(forest), used),
  wizard('wizard-look', 'What it is', at(forest), planned),
  wizard('wizard-look-dangerous', 'A pickle that runs commands', at(dangerous), {
    ...used,
    jobs: [dangerous],
  }),
  ...[
    {
      id: 'wizard-look-blocked' as const,
      title: 'A model that cannot be packaged',
      found: blockedInspection,
    },
    { id: 'wizard-look-long' as const, title: 'Long names, many columns', found: longInspection },
  ].map(({ id, title, found }) => {
    const job = jobs.inspectedJob(found, `01JNB0${found.framework.toUpperCase()}`);
    return wizard(id, title, at(job), { ...used, jobs: [job] });
  }),
  wizard('wizard-decide', 'How', `${at(forest)}&step=decide`, planned),
  wizard('wizard-decide-no-engine', 'How, without a container engine', `${at(forest)}&step=decide`, {
    ...planned,
    report: sampleReport,
  }),
  wizard('wizard-review', 'Review', `${at(forest)}&step=review`, planned),
  wizard('wizard-review-objects', 'The plan objects', `${at(forest)}&step=review`, {
    ...planned,
    plan: jobs.objectingPlan,
  }),
  wizard('wizard-review-loading', 'Planning', `${at(forest)}&step=review`, { ...planned, plan: never }),
  wizard('wizard-review-refused', 'The plan is refused', `${at(forest)}&step=review`, {
    ...planned,
    plan: () => Promise.reject(failure('package.requirements', 'numpy<2 and numpy>=2.1')),
  }),
  build('wizard-building', 'Building', jobs.building),
  build('wizard-build-failed', 'The build failed', jobs.buildFailed),
  build('wizard-build-cancelled', 'The build was cancelled', jobs.buildCancelled),
  build('wizard-built', 'Built', jobs.built),

  page('package-overview', 'Overview', packages.forestPackage),
  page('package-sample-failed', 'A check of the sample run failed', packages.failedSmokePackage),
  page('package-process', 'A process', packages.processPackage),
  page('package-folder', 'Only the build folder', packages.folderPackage),
  {
    ...page('package-loading', 'Loading', packages.forestPackage),
    client: () => fakeClient({ packages: never }),
  },
  {
    ...page('package-missing', 'Not known', packages.forestPackage),
    client: () => fakeClient(used),
    route: '/packages/no-such-package',
  },
  page('package-files', 'Files', packages.forestPackage, 'files', { files: texts }),
  page('package-files-error', 'A file that is gone', packages.forestPackage, 'files', { files: {} }),
  page('package-layers', 'Layers', packages.forestPackage, 'layers'),
  page('package-layers-none', 'No image, no layers', packages.processPackage, 'layers'),
  page('package-parts', 'Parts', packages.forestPackage, 'parts'),
  page('package-schema', 'Schema', packages.forestPackage, 'schema', { files: texts }),
  page('package-build', 'Build', packages.forestPackage, 'build'),
  page('package-history', 'History', packages.forestPackage, 'history'),
  page('package-history-none', 'The only version', packages.processPackage, 'history'),
  {
    ...page('package-remove', 'Remove asked', packages.forestPackage),
    render: () => (
      <Page title="penguin-mass:3">
        <RemoveDialog of={packages.forestPackage} open onClose={() => undefined} />
      </Page>
    ),
  },
  page('package-long', 'Long names and paths', packages.longPackage),
  page('package-long-parts', 'Two hundred parts', packages.longPackage, 'parts'),
  {
    id: 'models-with-packages',
    group: 'Models',
    title: 'With packages beside the samples',
    route: '/models',
    client: () => fakeClient(used),
  },
];

function at({ id }: Job): string {
  return `?inspection=${id}`;
}

function list(id: PackageStateId, title: string, script: Script): GalleryState {
  return { id, group: 'Packages', title, route: '/packages', client: () => fakeClient(script) };
}

function wizard(id: PackageStateId, title: string, search: string, script: Script): GalleryState {
  return {
    id,
    group: 'Package a model',
    title,
    route: `/packages/new${search}`,
    client: () => fakeClient(script),
  };
}

function build(id: PackageStateId, title: string, job: Job): GalleryState {
  return wizard(id, title, `${at(forest)}&build=${job.id}`, {
    ...planned,
    jobs: [job, forest],
    journal: buildJournal(job),
  });
}

function page(
  id: PackageStateId,
  title: string,
  of: Package,
  tab = 'overview',
  script: Script = {},
): GalleryState {
  return {
    id,
    group: 'Package',
    title,
    route: `/packages/${of.id}?tab=${tab}`,
    client: () =>
      fakeClient({
        ...used,
        packages: [of, ...packages.packageList.filter((one) => one.id !== of.id)],
        ...script,
      }),
  };
}
