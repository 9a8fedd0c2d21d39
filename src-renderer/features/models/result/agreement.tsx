import type { Prediction } from '@contract/models.ts';
import { CircleCheck, CircleX } from 'lucide-react';
import styles from './agreement.module.css';
import { compareAnswers } from './same-answer.ts';

export interface AgreementProps {
  readonly expected: Prediction;
  readonly actual: Prediction;
  /** The library that trained the model, with its version. */
  readonly library: string;
}

/** Whether an example got the answer that the training library gave for it. */
export function Agreement({ expected, actual, library }: AgreementProps) {
  const { same, largest } = compareAnswers(expected, actual);
  const Icon = same ? CircleCheck : CircleX;
  return (
    <p className={styles.agreement} data-same={same}>
      <Icon size={16} aria-hidden />
      <span>
        Same answer as {library}: <strong>{same ? 'yes' : 'no'}</strong>
        {Number.isFinite(largest) && (
          <span className={styles.largest}> · difference {describeDifference(largest)}</span>
        )}
      </span>
    </p>
  );
}

/** As a share; what is below what single precision can tell apart is said so. */
function describeDifference(share: number): string {
  if (share < 1e-6) return 'below 0.0001 %';
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })} %`;
}
