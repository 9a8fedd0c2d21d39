import { Link } from '@tanstack/react-router';
import { Activity, House, Keyboard, Laptop, Package, Settings, Shapes, type LucideIcon } from 'lucide-react';
import { useJobs, useSettings } from '../client/queries.ts';
import { isActive } from '../features/activity/job-view.ts';
import { formatCount } from '../ui/format.ts';
import { Kbd } from '../ui/kbd.tsx';
import { sections, type SectionPath } from './breadcrumb.ts';
import { useLayers } from './layers.ts';
import { Mark } from './mark.tsx';
import styles from './rail.module.css';

const icons: Readonly<Record<SectionPath, LucideIcon>> = {
  '/': House,
  '/models': Shapes,
  '/packages': Package,
  '/activity': Activity,
  '/computer': Laptop,
  '/settings': Settings,
};

/** The sections of the app. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Sections" data-region>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>Slipway</span>
      </div>
      <ul className={styles.list}>
        <RailLink to="/" />
        <RailLink to="/models" />
        <RailLink to="/packages" />
        <RailLink to="/activity">
          <ActiveCount />
        </RailLink>
        <RailLink to="/computer" />
      </ul>
      <ul className={styles.list}>
        <RailLink to="/settings" />
        <KeyboardItem />
      </ul>
    </nav>
  );
}

/** Shows its key while the key works. */
function KeyboardItem() {
  const { set } = useLayers();
  const singleKeys = useSettings().data?.singleKeyShortcuts === true;
  return (
    <li>
      <button
        type="button"
        className={styles.item}
        aria-keyshortcuts={singleKeys ? '?' : undefined}
        onClick={() => set({ keyboardMap: true })}
      >
        <Keyboard size={18} aria-hidden />
        <span className={styles.label}>Keyboard shortcuts</span>
        {singleKeys && (
          <span className={styles.key} aria-hidden>
            <Kbd keys="?" />
          </span>
        )}
      </button>
    </li>
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
