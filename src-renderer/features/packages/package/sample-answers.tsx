import { useState } from 'react';
import type { SmokeRun } from '@contract/packages.ts';
import { Badge } from '../../../ui/badge.tsx';
import { CodeView } from '../../../ui/code-view.tsx';
import { Select } from '../../../ui/select.tsx';
import { formatAnswer } from './format-answer.ts';
import styles from './sample-answers.module.css';

/** The sample's answer over each route, one at a time. */
export function SampleAnswers({ answers }: Pick<SmokeRun, 'answers'>) {
  const [route, setRoute] = useState(answers[0]?.route ?? '');
  const answer = answers.find((one) => one.route === route) ?? answers[0];
  if (answer === undefined) return null;
  const fine = answer.status >= 200 && answer.status < 300;
  return (
    <div className={styles.answers}>
      <div className={styles.head}>
        <div className={styles.route}>
          <Select
            aria-label="Route"
            value={answer.route}
            options={answers.map((one) => ({ value: one.route, label: `${one.route}, ${one.status}` }))}
            onChange={setRoute}
          />
        </div>
        <Badge tone={fine ? 'ok' : 'bad'}>{`Status ${answer.status}`}</Badge>
      </div>
      {answer.body === '' ? (
        <p className={styles.none}>The answer has no body.</p>
      ) : (
        <CodeView text={formatAnswer(answer.body)} language="json" label={`Answer of ${answer.route}`} />
      )}
    </div>
  );
}
