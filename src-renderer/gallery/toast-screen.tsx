import { useEffect, useEffectEvent } from 'react';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';

/** A screen above which the results of two jobs have just been told. */
export function ToastScreen() {
  const toast = useToast();
  const tell = useEffectEvent(() => {
    toast({
      tone: 'ok',
      title: 'Predict penguins-2024.csv: succeeded',
      link: { label: 'Open job', route: '/activity' },
    });
    toast({
      tone: 'bad',
      title: 'Predict penguins-raw.csv: failed',
      body: 'A row of the file cannot be predicted.',
      link: { label: 'Open job', route: '/activity' },
    });
  });
  useEffect(() => tell(), []);
  return (
    <Page title="Results of work that was left">
      <p>They are in Activity too.</p>
    </Page>
  );
}
