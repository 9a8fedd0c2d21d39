import { RotateCw, Unplug } from 'lucide-react';
import { useConnection } from '../client/connection-context.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Says that the engine is out of reach, for as long as it is. Nothing is covered: the screen stays as it was. */
export function ConnectionBanner() {
  const { state, retryNow } = useConnection();
  if (state !== 'lost') return null;
  return (
    <Notice
      tone="warn"
      icon={Unplug}
      title="The engine is out of reach. Reconnecting …"
      actions={
        <Button variant="secondary" size="small" icon={RotateCw} onClick={retryNow}>
          Reconnect now
        </Button>
      }
    >
      <p>What is shown may be out of date. If Slipway was started again, open the address that it printed.</p>
    </Notice>
  );
}
