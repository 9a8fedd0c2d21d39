import { useState, type PointerEvent, type ReactNode } from 'react';
import { clampDock, dock, dockAfterKey } from './dock-size.ts';
import styles from './dock.module.css';

/** The right dock: beside the work on wide windows, above it on narrow ones; its edge moves by pointer or arrow keys. */
export function Dock({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [width, setWidth] = useState<number>(dock.initial);
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons === 1) setWidth(clampDock(window.innerWidth - event.clientX));
  };
  return (
    <aside aria-label={label} className={styles.dock} style={{ width }} data-region>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuemin={dock.min}
        aria-valuemax={dock.max}
        aria-valuenow={width}
        aria-valuetext={`${width} pixels`}
        tabIndex={0}
        className={styles.edge}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={(event) => {
          const next = dockAfterKey(width, event.key);
          if (next === undefined) return;
          event.preventDefault();
          setWidth(next);
        }}
      />
      <div className={styles.content}>{children}</div>
    </aside>
  );
}
