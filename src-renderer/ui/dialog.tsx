import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useLayer } from './layer.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the bottom, the commit last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'large';
}

/** A question or a list above the screen. Esc and a click outside close it; the focus goes back where it was. */
export function Dialog({ open, onClose, title, children, actions, size = 'small' }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal container={useLayer()}>
        <Base.Backdrop className={styles.veil} />
        <Base.Popup className={classNames(styles.dialog, styles[size])} data-modal>
          <Base.Title className={styles.title}>{title}</Base.Title>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
          {/* Last in order: the focus starts at what the dialog is about. */}
          <Base.Close className={styles.close} aria-label="Close">
            <X size={16} aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
