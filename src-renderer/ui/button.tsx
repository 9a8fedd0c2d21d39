import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** Shown beside the label, such as `mod+enter`; the shortcut itself is registered elsewhere. */
  readonly shortcut?: string;
  /** Keeps the button focusable and says that it works. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A named act. While `busy` it stays in place and in focus, and does nothing. */
export function Button({
  variant,
  size = 'medium',
  icon: Icon,
  shortcut,
  busy = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      className={classNames(buttonLook(variant, size), className)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? (
        <LoaderCircle size={16} aria-hidden className={styles.turning} />
      ) : (
        Icon && <Icon size={16} aria-hidden />
      )}
      <span className={styles.label}>{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </button>
  );
}
