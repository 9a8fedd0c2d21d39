import type { Model } from '@contract/models.ts';
import type { Exchange } from '@contract/predictions.ts';
import { useMutation } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useClient } from '../../../client/client-context.tsx';
import { toErrorRecord } from '../../../client/to-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { Agreement } from '../result/agreement.tsx';
import styles from './example-check.module.css';
import { writeBody } from '../input/request-body.ts';

/** Asks the served model for all examples and compares each answer with that of the training library. */
export function ExampleCheck({ model }: { readonly model: Model }) {
  const client = useClient();
  const { examples, training } = model;
  const check = useMutation({
    mutationFn: () =>
      client.predictions.create({
        modelId: model.id,
        route: 'rest',
        body: writeBody(
          'rest',
          examples.map(({ row }) => row),
        ),
      }),
  });
  return (
    <section className={styles.check} aria-label="Example check">
      <div className={styles.head}>
        <div>
          <h3 className={styles.heading}>Example check</h3>
          <p className={styles.about}>
            Asks the served model for its {examples.length} examples and compares the answers with those of{' '}
            {training.library}, to a thousandth.
          </p>
        </div>
        <Button
          variant="secondary"
          size="small"
          icon={ListChecks}
          busy={check.isPending}
          onClick={() => check.mutate()}
        >
          Check the examples
        </Button>
      </div>
      {check.error && <ErrorView error={toErrorRecord(check.error)} compact onRetry={() => check.mutate()} />}
      {check.data && <CheckResults model={model} exchange={check.data} />}
    </section>
  );
}

function CheckResults({
  model: { examples, training },
  exchange,
}: {
  readonly model: Model;
  readonly exchange: Exchange;
}) {
  const { predictions = [], problem, evidence } = exchange;
  if (problem !== undefined) return <ErrorView error={problem} compact />;
  return (
    <div className={styles.results}>
      <EvidenceBadge evidence={evidence} />
      <ul className={styles.list}>
        {examples.map(({ title, expected }, index) => {
          const actual = predictions[index];
          return (
            <li key={title}>
              <span className={styles.title}>{title}</span>
              {actual === undefined ? (
                <span>No answer</span>
              ) : (
                <Agreement expected={expected} actual={actual} library={training.library} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
