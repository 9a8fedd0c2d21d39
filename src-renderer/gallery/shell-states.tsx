import type { Job, JobEvent, JournalEntry } from '@contract/jobs.ts';
import { errorRecord } from '../client/error-record.ts';
import { FailedScreen } from '../shell/failed-screen.tsx';
import { discardClient, DiscardState } from './discard-state.tsx';
import { ErrorCatalogue } from './error-catalogue.tsx';
import { failure, fakeClient, never, type Script } from './fake-client.ts';
import {
  failingReport,
  passingReport,
  sampleReport,
  unknownReport,
  warningReport,
} from './fixtures/checks.ts';
import * as jobs from './fixtures/jobs.ts';
import { modelList } from './fixtures/models.ts';
import { desktopInfo, noticedInfo, sampleSettings } from './fixtures/system.ts';
import type { GalleryState } from './gallery-state.ts';
import { Kit } from './kit.tsx';
import { ToastScreen } from './toast-screen.tsx';
import { UnableScreen } from './unable-screen.tsx';
import type { shellStateIds } from './states.ts';

type Id = (typeof shellStateIds)[number];
type More = Partial<Omit<GalleryState, 'id' | 'title'>>;

const used: Script = { models: modelList, jobs: jobs.everyState };
const refused = () =>
  Promise.reject(failure('storage.unavailable', '/home/ada/.slipway/slipway.db is locked'));

/** The frame and the screens for jobs, checks and settings in every state they can be in. */
export const shellStates: readonly GalleryState[] = [
  frame('frame-palette', 'Palette open', { open: 'palette' }),
  frame('frame-palette-disabled', 'Palette with commands that cannot run', {
    open: 'palette',
    render: () => <UnableScreen />,
  }),
  frame('frame-drawer', 'Activity drawer open', { open: 'drawer', route: '/computer' }),
  frame('frame-keyboard-map', 'Keyboard shortcuts open', { open: 'keyboard-map' }),
  frame('frame-lost-connection', 'Lost connection', { connection: 'lost' }),
  frame('frame-notices', 'Notices of this start', {
    client: () => fakeClient({ ...used, info: noticedInfo }),
  }),
  frame('frame-toasts', 'Results told', { render: () => <ToastScreen /> }),
  frame('frame-unknown-page', 'Unknown page', { route: '/nowhere' }),
  frame('frame-failed-screen', 'A screen that failed', {
    render: () => (
      <FailedScreen error={new Error('The screen could not be drawn.')} reset={() => undefined} />
    ),
  }),

  activity('activity-empty', 'Empty', {}),
  activity('activity-loading', 'Loading', { jobs: never }),
  activity('activity-error', 'Error', { jobs: refused }),
  activity('activity-every-state', 'A job in every state', used),
  activity('activity-500-jobs', '500 jobs', { jobs: jobs.manyJobs }),
  activity('activity-no-match', 'Filter without match', used, '/activity?text=weather'),

  job('job-queued', 'Waiting', jobs.queued, jobs.journalOf(jobs.queued).slice(0, 1)),
  job('job-running', 'Running', jobs.running),
  job(
    'job-cancelling',
    'Cancelling',
    jobs.cancelling,
    endedBy(jobs.cancelling, { type: 'cancel-requested' }),
  ),
  job(
    'job-succeeded',
    'Succeeded',
    jobs.succeeded,
    endedBy(jobs.succeeded, { type: 'succeeded', result: {} }),
  ),
  job(
    'job-failed',
    'Failed',
    jobs.failed,
    endedBy(jobs.failed, { type: 'failed', error: errorRecord('file.row') }),
  ),
  job(
    'job-cancelled',
    'Cancelled',
    jobs.cancelled,
    endedBy(jobs.cancelled, { type: 'cancel-requested' }, { type: 'cancelled' }),
  ),
  job(
    'job-interrupted',
    'Interrupted',
    jobs.interrupted,
    endedBy(jobs.interrupted, {
      type: 'interrupted',
      reason: 'Slipway was closed while this job was running.',
    }),
  ),
  job(
    'job-discarded',
    'Discarded',
    jobs.discarded,
    endedBy(jobs.discarded, { type: 'cancelled' }, { type: 'discarded' }),
  ),
  job('job-long-names', 'Long names and paths', jobs.longJob),
  job('job-long-log', 'Log of 10,000 lines', jobs.running, jobs.longJournalOf(jobs.running)),
  { ...job('job-loading', 'Loading', jobs.running), client: () => fakeClient({ jobs: never }) },
  { ...job('job-missing', 'Not known', jobs.running), client: () => fakeClient({}) },
  {
    ...job('job-discard-dialog', 'Discard asked', jobs.cancelled),
    render: () => <DiscardState />,
    client: discardClient,
  },

  computer('computer-pass', 'Everything is here', { report: passingReport }),
  computer('computer-facts', 'No container engine', { report: sampleReport }),
  computer('computer-warn', 'Limits and missing things', { report: warningReport }),
  computer('computer-fail', 'A required check failed', { report: failingReport }),
  computer('computer-unknown', 'Not computed', { report: unknownReport }),
  computer('computer-loading', 'Loading', { report: never }),
  computer('computer-error', 'Error', {
    report: () => Promise.reject(failure('internal', 'The checks ended early.')),
  }),

  settings('settings-default', 'Defaults', {}),
  settings('settings-changed', 'Everything changed', {
    settings: { theme: 'dark', motion: 'reduced', singleKeyShortcuts: false },
  }),
  settings('settings-desktop', 'In the desktop window', { info: desktopInfo, settings: sampleSettings }),
  {
    ...settings('settings-loading', 'Loading', {}),
    client: () => withSystem({ info: never, settings: never }),
  },
  {
    ...settings('settings-error', 'Error', {}),
    client: () => withSystem({ info: refused, settings: refused }),
  },

  frame('errors-catalogue', 'Every error of the catalogue', {
    group: 'Errors',
    render: () => <ErrorCatalogue />,
  }),
  frame('kit', 'Controls', { group: 'Kit', render: () => <Kit /> }),
];

function frame(id: Id, title: string, more: More): GalleryState {
  return { id, group: 'Frame', title, route: '/', client: () => fakeClient(used), ...more };
}

function activity(id: Id, title: string, script: Script, route = '/activity'): GalleryState {
  return { id, group: 'Activity', title, route, client: () => fakeClient(script) };
}

function job(id: Id, title: string, of: Job, journal = jobs.journalOf(of)): GalleryState {
  return {
    id,
    group: 'Job',
    title,
    route: `/activity/${of.id}`,
    client: () => fakeClient({ models: modelList, jobs: [of], journal }),
  };
}

function endedBy(of: Job, ...events: readonly JobEvent[]): JournalEntry[] {
  return jobs.journalOf(of, ...events);
}

function computer(id: Id, title: string, script: Script): GalleryState {
  return {
    id,
    group: 'This computer',
    title,
    route: '/computer',
    client: () => fakeClient({ ...used, ...script }),
  };
}

function settings(id: Id, title: string, script: Script): GalleryState {
  return {
    id,
    group: 'Settings',
    title,
    route: '/settings',
    client: () => fakeClient({ ...used, ...script }),
  };
}

function withSystem(answers: Partial<ReturnType<typeof fakeClient>['system']>) {
  const client = fakeClient(used);
  return { ...client, system: { ...client.system, ...answers } };
}
