import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StartedJobs } from '../client/started-jobs.ts';
import { readView } from '../features/activity/view-search.ts';
import { readWizard } from '../features/packages/new/address.ts';
import { readTab } from '../features/packages/package/tab-search.ts';
import { HomePage } from '../features/home/home-page.tsx';
import { FailedScreen, UnknownScreen } from './failed-screen.tsx';
import type { Layers } from './layers.ts';
import { Shell } from './shell.tsx';

export interface RouterParts {
  readonly history: RouterHistory;
  readonly started: StartedJobs;
  /** Open from the start; the gallery shows such states. */
  readonly open?: Partial<Layers>;
  /** In place of the route's own screen. */
  readonly screen?: () => ReactNode;
}

/** The addresses of the app. Screens behind the first click are loaded with it, and already when a link is pointed at. */
export function createAppRouter(parts: RouterParts) {
  const root = createRoot(parts);
  return createRouter({
    routeTree: root.addChildren(createRoutes(root)),
    history: parts.history,
    defaultPreload: 'intent',
    defaultErrorComponent: FailedScreen,
    scrollRestoration: true,
    scrollToTopSelectors: ['[data-scroll-restoration-id="screen"]'],
  });
}

function createRoot({ started, open = {}, screen }: RouterParts) {
  return createRootRoute({
    component: () => (
      <Shell started={started} open={open}>
        {screen?.()}
      </Shell>
    ),
    notFoundComponent: UnknownScreen,
  });
}

const modelsPage = lazyRouteComponent(() => import('../features/models/models-page.tsx'), 'ModelsPage');
const modelScreen = lazyRouteComponent(() => import('./model-screen.tsx'), 'ModelScreen');
const packagesPage = lazyRouteComponent(
  () => import('../features/packages/packages-page.tsx'),
  'PackagesPage',
);
const packageWizard = lazyRouteComponent(() => import('./package-wizard-screen.tsx'), 'PackageWizardScreen');
const packageScreen = lazyRouteComponent(() => import('./package-screen.tsx'), 'PackageScreen');
const activityPage = lazyRouteComponent(
  () => import('../features/activity/activity-page.tsx'),
  'ActivityPage',
);
const jobPage = lazyRouteComponent(() => import('../features/activity/job-page.tsx'), 'JobPage');
const computerPage = lazyRouteComponent(
  () => import('../features/computer/computer-page.tsx'),
  'ComputerPage',
);
const settingsPage = lazyRouteComponent(
  () => import('../features/settings/settings-page.tsx'),
  'SettingsPage',
);

/** Each has a name of its own here: inside a list the compiler would forget the types of their paths. */
function createRoutes(root: ReturnType<typeof createRoot>) {
  const getParentRoute = () => root;
  const home = createRoute({ getParentRoute, path: '/', component: HomePage });
  const models = createRoute({ getParentRoute, path: '/models', component: modelsPage });
  const model = createRoute({ getParentRoute, path: '/models/$modelId', component: modelScreen });
  const packages = createRoute({ getParentRoute, path: '/packages', component: packagesPage });
  const newPackage = createRoute({
    getParentRoute,
    path: '/packages/new',
    validateSearch: readWizard,
    component: packageWizard,
  });
  const onePackage = createRoute({
    getParentRoute,
    path: '/packages/$packageId',
    validateSearch: readTab,
    component: packageScreen,
  });
  const activity = createRoute({
    getParentRoute,
    path: '/activity',
    validateSearch: readView,
    component: activityPage,
  });
  const job = createRoute({ getParentRoute, path: '/activity/$jobId', component: jobPage });
  const computer = createRoute({ getParentRoute, path: '/computer', component: computerPage });
  const settings = createRoute({
    getParentRoute,
    path: '/settings',
    validateSearch: readSetting,
    component: settingsPage,
  });
  return [home, models, model, packages, newPackage, onePackage, activity, job, computer, settings] as const;
}

/** The setting that an address leads to. */
function readSetting({ at }: Readonly<Record<string, unknown>>): { at?: string } {
  return typeof at === 'string' ? { at } : {};
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
