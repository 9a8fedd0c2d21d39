import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { useLayer } from './layer.tsx';
import styles from './toast.module.css';

export interface ToastContent {
  readonly tone: 'ok' | 'bad' | 'info';
  readonly title: string;
  readonly body?: string;
  /** A page with more, and the name of the link to it. */
  readonly link?: { readonly label: string; readonly route: string };
}

const icons: Readonly<Record<ToastContent['tone'], LucideIcon>> = {
  ok: CircleCheck,
  bad: CircleAlert,
  info: Info,
};

/** How long a toast stays, in milliseconds; hover and focus hold it. */
const stays = 8_000;

/** Makes `useToast` work below. Toasts never carry the only copy of anything. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={stays} limit={3}>
      {children}
    </Base.Provider>
  );
}

/** Where toasts appear; inside the layer. */
export function ToastViewport() {
  const { toasts } = Base.useToastManager<ToastContent>();
  return (
    <Base.Portal container={useLayer()}>
      <Base.Viewport className={styles.viewport} aria-label="Results">
        {toasts.map((toast) => (
          <Base.Root key={toast.id} toast={toast} swipeDirection="right" className={styles.toast}>
            {toast.data !== undefined && <ToastBody content={toast.data} onFollow={toast.onClose} />}
          </Base.Root>
        ))}
      </Base.Viewport>
    </Base.Portal>
  );
}

function ToastBody({
  content,
  onFollow,
}: {
  readonly content: ToastContent;
  readonly onFollow: (() => void) | undefined;
}) {
  const Icon = icons[content.tone];
  return (
    <Base.Content className={styles.content}>
      <Icon size={18} aria-hidden className={classNames(styles.icon, styles[content.tone])} />
      <div className={styles.text}>
        <Base.Title className={styles.title}>{content.title}</Base.Title>
        {content.body !== undefined && (
          <Base.Description className={styles.body}>{content.body}</Base.Description>
        )}
        {content.link !== undefined && (
          <a href={`#${content.link.route}`} className={styles.link} onClick={onFollow}>
            {content.link.label}
          </a>
        )}
      </div>
      <Base.Close render={<IconButton label="Dismiss" icon={X} />} />
    </Base.Content>
  );
}

/** Shows the result of work that a person started and left. */
export function useToast(): (content: ToastContent) => void {
  const { add } = Base.useToastManager<ToastContent>();
  return (content) => {
    add({
      title: content.title,
      description: content.body,
      data: content,
      priority: content.tone === 'bad' ? 'high' : 'low',
    });
  };
}
