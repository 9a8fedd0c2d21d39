import { Link, useRouterState } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Moon, PanelRight, Search, Sun } from 'lucide-react';
import { useEffect } from 'react';
import type { Job } from '@contract/jobs.ts';
import type { Model } from '@contract/models.ts';
import type { Package } from '@contract/packages.ts';
import { keys } from '../client/keys.ts';
import { useJobs, useModels, usePackages } from '../client/queries.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { breadcrumb, type NamedSection } from './breadcrumb.ts';
import { useLayers } from './layers.ts';
import { useThemeSwitch } from './theme-switch.ts';
import styles from './top-bar.module.css';

export const paletteLabel = 'Search or run a command';

/** Where the screen is, the palette, and what changes the window. */
export function TopBar() {
  const { layers, set } = useLayers();
  const theme = useThemeSwitch();
  return (
    <header className={styles.bar} data-region>
      <Breadcrumb />
      <button type="button" className={styles.palette} onClick={() => set({ palette: true })}>
        <Search size={15} aria-hidden />
        <span className={styles.paletteLabel}>{paletteLabel}</span>
        <Kbd keys="mod+k" />
      </button>
      <div className={styles.acts}>
        <IconButton label={theme.label} icon={theme.next === 'dark' ? Moon : Sun} onClick={theme.run} />
        <IconButton
          label={layers.drawer ? 'Hide activity' : 'Show activity'}
          icon={PanelRight}
          shortcut="mod+j"
          aria-expanded={layers.drawer}
          onClick={() => set({ drawer: !layers.drawer })}
        />
      </div>
    </header>
  );
}

/** The way to the screen; its end names the window too. */
function Breadcrumb() {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const crumbs = breadcrumb(pathname, useNames(pathname));
  const screen = crumbs.at(-1)?.label;
  useEffect(() => {
    document.title = screen === undefined ? 'Slipway' : `${screen} – Slipway`;
  }, [screen]);
  return (
    <nav aria-label="Breadcrumb" className={styles.breadcrumb}>
      <ol className={styles.crumbs}>
        {crumbs.map(({ label, path }) => (
          <li key={label} className={styles.crumb}>
            {path === undefined ? (
              <span aria-current="page" className={styles.here}>
                {label}
              </span>
            ) : (
              <>
                <Link to={path} className={styles.link}>
                  {label}
                </Link>
                <ChevronRight size={14} aria-hidden />
              </>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Names of things as far as they are known; asking for them is up to the screens. */
function useNames(pathname: string) {
  const queries = useQueryClient();
  const { data: models } = useModels();
  const { data: jobs } = useJobs();
  const { data: packages } = usePackages(pathname.startsWith('/packages/'));
  return (section: NamedSection, id: string): string | undefined => {
    switch (section) {
      case 'models':
        return (models?.find((one) => one.id === id) ?? queries.getQueryData<Model>(keys.model(id)))?.title;
      case 'packages':
        return id === 'new' ? 'Package a model' : nameOfPackage(packages?.find((one) => one.id === id));
      case 'activity':
        return (jobs?.find((job) => job.id === id) ?? queries.getQueryData<Job>(keys.job(id)))?.title;
    }
  };
}

function nameOfPackage(of: Package | undefined): string | undefined {
  return of && `${of.name}:${of.version}`;
}
