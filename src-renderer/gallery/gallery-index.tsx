import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import type { GalleryState } from './gallery-state.ts';
import styles from './gallery-index.module.css';

export interface GalleryIndexProps {
  readonly states: readonly GalleryState[];
  readonly theme: 'light' | 'dark';
}

/** Every state by group, in both themes. */
export function GalleryIndex({ states, theme }: GalleryIndexProps) {
  const groups = Map.groupBy(states, ({ group }) => group);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <main className={styles.index}>
      <Page
        title="Gallery"
        subtitle={`${states.length} states of the screens, each over an engine in memory.`}
        actions={<a href={`#/__gallery?theme=${other}`}>Use {other} theme</a>}
      >
        {[...groups].map(([group, members]) => (
          <Panel key={group} title={group}>
            <ul className={styles.list}>
              {members.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#/__gallery/${id}?theme=${theme}`} className={styles.link}>
                    {title}
                  </a>
                  <code className={styles.id}>{id}</code>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </Page>
    </main>
  );
}
