import { Link } from '@tanstack/react-router';
import { Activity, House, Keyboard, Laptop, Settings, Shapes, type LucideIcon } from 'lucide-react';
import { useJobs } from '../client/queries.ts';
import { isActive } from '../features/activity/job-view.ts';
import { formatCount } from '../ui/format.ts';
import { sections, type SectionPath } from './breadcrumb.ts';
import { useLayers } from './layers.ts';
import { Mark } from './mark.tsx';
import styles from './rail.module.css';

const icons: Readonly<Record<SectionPath, LucideIcon>> = {
  '/': House,
  '/models': Shapes,
  '/activity': Activity,
  '/computer': Laptop,
  '/settings': Settings,
};

/** The sections of the app. */
export function Rail() {
  const { set } = useLayers();
  return (
    <nav className={styles.rail} aria-label="Sections" data-region>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>Slipway</span>
      </div>
      <ul className={styles.list}>
        <RailLink to="/" />
        <RailLink to="/models" />
        <RailLink to="/activity">
          <ActiveCount />
        </RailLink>
        <RailLink to="/computer" />
      </ul>
      <ul className={styles.list}>
        <RailLink to="/settings" />
        <li>
          <button type="button" className={styles.item} onClick={() => set({ keyboardMap: true })}>
            <Keyboard size={18} aria-hidden />
            <span className={styles.label}>Keyboard shortcuts</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}

function RailLink({ to, children }: { readonly to: SectionPath; readonly children?: React.ReactNode }) {
  const Icon = icons[to];
  return (
    <li>
      <Link
        to={to}
        className={styles.item}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        title={sections[to]}
      >
        <Icon size={18} aria-hidden />
        <span className={styles.label}>{sections[to]}</span>
        {children}
      </Link>
    </li>
  );
}

function ActiveCount() {
  const count = useJobs().data?.filter(isActive).length ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">, {formatCount(count, 'job')} at work</span>
    </span>
  );
}
