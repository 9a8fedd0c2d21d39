import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { useLayer } from './layer.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly content: ReactNode;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The control that is explained. It must make sense without the tooltip. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A short explanation on hover and focus. Never the only place where something is said. */
export function Tooltip({ content, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal container={useLayer()}>
        <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.popup}>{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
