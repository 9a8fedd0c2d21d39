import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
}

/** A button whose name is in its tooltip and its accessible name. */
export function IconButton({ label, icon: Icon, shortcut, className, ...rest }: IconButtonProps) {
  const content = shortcut === undefined ? label : [label, <Kbd key="keys" keys={shortcut} />];
  return (
    <Tooltip content={content}>
      <button type="button" aria-label={label} className={classNames(styles.button, className)} {...rest}>
        <Icon size={16} aria-hidden />
      </button>
    </Tooltip>
  );
}
