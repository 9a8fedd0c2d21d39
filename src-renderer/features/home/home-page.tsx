import { Link } from '@tanstack/react-router';
import { useJobs, useModels } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { ComputerPanel } from './computer-panel.tsx';
import { ContinuePanel } from './continue-panel.tsx';
import styles from './home-page.module.css';
import { CardsLoading } from './cards-loading.tsx';
import { SampleCards } from './sample-cards.tsx';

/** More models than these are in the list of models. */
const shownSamples = 3;

/** Where every visit begins. The first run needs no other screen than this one. */
export function HomePage() {
  const jobs = useJobs().data ?? [];
  return (
    <Page
      title="Serve a model in two clicks"
      subtitle={
        <>
          Open a sample with <Kbd keys="enter" />, predict with <Kbd keys="mod+enter" />. No account, no
          container, no network.
        </>
      }
    >
      <div className={styles.home}>
        <div className={styles.main}>
          <Samples />
          {jobs.length > 0 && <ContinuePanel jobs={jobs} />}
        </div>
        <ComputerPanel />
      </div>
    </Page>
  );
}

function Samples() {
  const { data, error, refetch } = useModels();
  if (error) return <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <CardsLoading />;
  const samples = data.slice(0, shownSamples);
  if (samples.length === 0)
    return (
      <p className={styles.none}>
        The sample models were not found: the installation is not whole. Install Slipway again to bring them
        back, or look at <Link to="/models">all models</Link>.
      </p>
    );
  return <SampleCards models={samples} />;
}
