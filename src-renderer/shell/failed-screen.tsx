import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { toErrorRecord } from '../client/to-error.ts';
import { buttonLook } from '../ui/button-look.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorView } from '../ui/error-view.tsx';
import { Page } from '../ui/page.tsx';

/** In place of a screen that threw; the frame around it goes on working. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="This screen cannot be shown" width="reading">
      <ErrorView error={toErrorRecord(error)} onRetry={reset} />
    </Page>
  );
}

export function UnknownScreen() {
  return (
    <Page title="There is no such page" width="reading">
      <EmptyState
        icon={Compass}
        title="The address names no page of Slipway"
        body="It may be misspelt, or from another version."
        action={
          <Link to="/" className={buttonLook('primary')}>
            Go to Home
          </Link>
        }
      />
    </Page>
  );
}
