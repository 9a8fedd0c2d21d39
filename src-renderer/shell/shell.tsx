import { Outlet, useNavigate } from '@tanstack/react-router';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { useRef, useState, type ReactNode } from 'react';
import { useSettings } from '../client/queries.ts';
import type { StartedJobs } from '../client/started-jobs.ts';
import { AnnounceProvider } from '../ui/announce.tsx';
import { LayerProvider } from '../ui/layer.tsx';
import { ToastProvider, ToastViewport } from '../ui/toast.tsx';
import { ActivityDrawer } from './activity-drawer.tsx';
import { sections, type SectionPath } from './breadcrumb.ts';
import { CommandsProvider, createCommandRegistry, useAllCommands, useCommands } from './commands.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { useInteractiveMark } from './interactive-mark.ts';
import { JobToasts } from './job-toasts.tsx';
import { KeyboardMap } from './keyboard-map.tsx';
import { LayersProvider, useLayers, type Layers } from './layers.ts';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { useRegionKeys } from './regions.ts';
import { useRouteFocus } from './route-focus.ts';
import { StartNotices } from './start-notices.tsx';
import { StatusBar } from './status-bar.tsx';
import { useThemeSwitch } from './theme-switch.ts';
import { paletteLabel, TopBar } from './top-bar.tsx';
import { paletteCommand } from './use-palette-items.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './shell.module.css';

export interface ShellProps {
  readonly started: StartedJobs;
  /** Open from the start. */
  readonly open?: Partial<Layers>;
  /** In place of the route's screen. */
  readonly children?: ReactNode;
}

/** The window: rail, top bar, the screen of the route, dock and status bar, with what lies above them. */
export function Shell({ started, open = {}, children = <Outlet /> }: ShellProps) {
  const [registry] = useState(createCommandRegistry);
  const [layers, setLayers] = useState<Layers>({
    palette: false,
    keyboardMap: false,
    drawer: false,
    ...open,
  });
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  const set = (change: Partial<Layers>) => setLayers((now) => ({ ...now, ...change }));
  const main = useRef<HTMLElement>(null);
  useRouteFocus(main);
  useRegionKeys();
  useInteractiveMark();
  return (
    <CSPProvider disableStyleElements>
      <AnnounceProvider>
        <CommandsProvider value={registry}>
          <LayersProvider value={{ layers, set }}>
            <LayerProvider value={layer}>
              <ToastProvider>
                <div className={styles.shell}>
                  <TopBar />
                  <Rail />
                  <main ref={main} className={styles.main} data-region>
                    <ConnectionBanner />
                    <StartNotices />
                    <div className={styles.scroller} data-scroll-restoration-id="screen">
                      {children}
                    </div>
                    <div ref={setLayer} className={styles.layer} />
                  </main>
                  {layers.drawer && <ActivityDrawer />}
                  <StatusBar />
                </div>
                <ShellCommands />
                <Overlays />
                <JobToasts started={started} />
                <ToastViewport />
              </ToastProvider>
            </LayerProvider>
          </LayersProvider>
        </CommandsProvider>
      </AnnounceProvider>
    </CSPProvider>
  );
}

function Overlays() {
  const singleKeys = useSettings().data?.singleKeyShortcuts ?? false;
  useShortcuts(useAllCommands(), singleKeys, [paletteCommand]);
  return (
    <>
      <Palette />
      <KeyboardMap singleKeys={singleKeys} />
    </>
  );
}

/** What can be done on every screen. */
function ShellCommands() {
  const { layers, set } = useLayers();
  const navigate = useNavigate();
  const theme = useThemeSwitch();
  useCommands([
    {
      id: paletteCommand,
      label: paletteLabel,
      keys: 'mod+k',
      scope: 'window',
      run: () => set({ palette: !layers.palette }),
    },
    {
      id: 'drawer',
      label: layers.drawer ? 'Hide activity' : 'Show activity',
      keys: 'mod+j',
      scope: 'window',
      run: () => set({ drawer: !layers.drawer }),
    },
    {
      id: 'keyboard-map',
      label: 'Keyboard shortcuts',
      keys: '?',
      scope: 'window',
      run: () => set({ keyboardMap: true }),
    },
    { id: 'theme', label: theme.label, scope: 'window', run: theme.run },
    ...(Object.keys(sections) as SectionPath[]).map((path) => ({
      id: `go ${path}`,
      label: sections[path],
      scope: 'go' as const,
      run: () => void navigate({ to: path }),
    })),
  ]);
  return null;
}
