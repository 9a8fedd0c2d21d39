import { Circle, CircleCheck, CircleMinus, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { JobStep } from '@contract/jobs.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatDuration } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';
import { stepAmount, stepElapsedMs, stepWords, weightShare } from './step-view.ts';
import styles from './step-list.module.css';

const icons: Readonly<Record<JobStep['state'], LucideIcon>> = {
  waiting: Circle,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleX,
  stopped: CircleMinus,
};

/** The steps of a job in order, each with its state, its share of the whole, its time and how far it is. */
export function StepList({ steps }: { readonly steps: readonly JobStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step) => (
        <Step key={step.id} step={step} share={weightShare(step, steps)} />
      ))}
    </ol>
  );
}

function Step({ step, share }: { readonly step: JobStep; readonly share: string }) {
  const now = useNow(1_000);
  const Icon = icons[step.state];
  const elapsed = stepElapsedMs(step, now);
  const amount = stepAmount(step);
  return (
    <li
      className={classNames(styles.step, styles[step.state])}
      aria-current={step.state === 'running' ? 'step' : undefined}
    >
      <Icon size={18} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>{step.title}</p>
        <p className={styles.facts}>
          <span>{stepWords[step.state]}</span>
          {elapsed !== undefined && <span>{formatDuration(elapsed)}</span>}
        </p>
        {amount !== undefined && <p className={styles.facts}>{amount}</p>}
      </div>
      <span className={styles.share}>
        {share}
        <span className="visually-hidden"> of the work</span>
      </span>
    </li>
  );
}
