import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly items: readonly TabItem[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** Names the row of tabs. */
  readonly label: string;
  /** Shown at the end of the row. */
  readonly trailing?: ReactNode;
}

/** Views of one thing, one at a time; arrow keys move between the tabs. */
export function Tabs({ items, value, onChange, label, trailing }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(id: string) => onChange(id)} className={styles.root}>
      <div className={styles.row}>
        <Base.List className={styles.list} aria-label={label} activateOnFocus>
          {items.map((item) => (
            <Base.Tab key={item.id} value={item.id} className={styles.tab}>
              {item.label}
            </Base.Tab>
          ))}
        </Base.List>
        {trailing}
      </div>
      {items.map((item) => (
        <Base.Panel key={item.id} value={item.id} className={styles.panel}>
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
