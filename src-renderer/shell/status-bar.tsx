import { Box, CircleCheck, CircleDashed, CircleX, Cpu } from 'lucide-react';
import { useConnection } from '../client/connection-context.tsx';
import { useDoctor, useJobs, useSystemInfo } from '../client/queries.ts';
import { isActive } from '../features/activity/job-view.ts';
import { formatPercent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { engineFact } from './engine-fact.ts';
import { useLayers } from './layers.ts';
import styles from './status-bar.module.css';

const hosts = { electron: 'Desktop window', web: 'Browser', cli: 'Command line' } as const;
const states = {
  connecting: { icon: CircleDashed, word: 'connecting' },
  open: { icon: CircleCheck, word: 'connected' },
  lost: { icon: CircleX, word: 'disconnected' },
} as const;

/** What holds for every screen: the line to the engine, what runs models, the work under way, the version. */
export function StatusBar() {
  const { data: info } = useSystemInfo();
  const { data: report } = useDoctor();
  const { state } = useConnection();
  const { icon: Icon, word } = states[state];
  const engine = engineFact(report);
  const EngineIcon = engine.found ? Box : Cpu;
  return (
    <footer className={styles.bar} data-region>
      <span className={styles.fact} data-state={state}>
        <Icon size={14} aria-hidden />
        <span className={styles.text}>
          {info === undefined ? 'Engine' : hosts[info.host]}: {word}
        </span>
      </span>
      <span className={styles.fact}>
        <EngineIcon size={14} aria-hidden />
        <span className={styles.text}>{engine.sentence}</span>
      </span>
      <span className={styles.gap} />
      <RunningJobs />
      {info !== undefined && <span className={styles.version}>Slipway {info.version}</span>}
    </footer>
  );
}

function RunningJobs() {
  const { layers, set } = useLayers();
  const active = useJobs().data?.filter(isActive) ?? [];
  const [job, ...others] = active;
  if (job === undefined) return <span className={styles.fact}>No jobs at work</span>;
  return (
    <button type="button" className={styles.jobs} onClick={() => set({ drawer: !layers.drawer })}>
      <span className={styles.text}>{job.title}</span>
      <span className={styles.progress}>
        <ProgressBar value={job.progress} label={`Progress of ${job.title}`} />
      </span>
      <span className="figures">{formatPercent(job.progress)}</span>
      {others.length > 0 && <span>and {others.length} more</span>}
    </button>
  );
}
