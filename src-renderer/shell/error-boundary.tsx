import { Component, type ReactNode } from 'react';
import { toErrorRecord } from '../client/to-error.ts';
import { ErrorView } from '../ui/error-view.tsx';
import styles from './error-boundary.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error?: unknown;
  readonly failed: boolean;
}

/** The last resort: a fault in the frame itself is named like any other. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={styles.page}>
        <h1 className={styles.title}>Slipway cannot show this window</h1>
        <ErrorView error={toErrorRecord(this.state.error)} onRetry={() => window.location.reload()} />
      </main>
    );
  }
}
