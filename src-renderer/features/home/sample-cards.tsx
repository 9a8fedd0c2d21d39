import type { Model } from '@contract/models.ts';
import { Link } from '@tanstack/react-router';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { describeInputs, describeMetric } from '../../client/model-facts.ts';
import { formatBytes } from '../../ui/format.ts';
import styles from './sample-cards.module.css';
import { SamplePicture } from './sample-picture.tsx';

/** How far an arrow key leads along the cards. */
const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The models to start with. The first one has the focus, so that Enter opens it. */
export function SampleCards({ models }: { readonly models: readonly Model[] }) {
  const list = useRef<HTMLUListElement>(null);
  const cards = () => [...(list.current?.querySelectorAll('a') ?? [])];

  // Only when nothing has the focus yet: a person who is somewhere stays there.
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.querySelector('a')?.focus();
  }, []);

  const move = (event: KeyboardEvent) => {
    const all = cards();
    const at = all.findIndex((card) => card === document.activeElement);
    const by = moves[event.key];
    const next =
      by !== undefined
        ? at + by
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? all.length - 1
            : undefined;
    if (at < 0 || next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, next))]?.focus();
  };

  return (
    <ul ref={list} className={styles.cards} aria-label="Sample models" onKeyDown={move}>
      {models.map((model, index) => (
        <li key={model.id} className={styles.item}>
          <Card model={model} first={index === 0} />
        </li>
      ))}
    </ul>
  );
}

function Card({ model, first }: { readonly model: Model; readonly first: boolean }) {
  const { id, title, summary, signature, bytes, data, training } = model;
  return (
    <Link
      to="/models/$modelId"
      params={{ modelId: id }}
      className={styles.card}
      aria-labelledby={`card-${id}`}
      aria-describedby={`about-${id}`}
      {...(first && { 'data-route-focus': true })}
    >
      <span className={styles.picture}>
        <SamplePicture model={model} />
        <span className={styles.open} aria-hidden>
          Open <CornerDownLeft size={13} />
        </span>
      </span>
      <span className={styles.body}>
        <span id={`card-${id}`} className={styles.title}>
          {title}
        </span>
        <span id={`about-${id}`} className={styles.about}>
          <span className={styles.summary}>{summary}</span>
          <span className={styles.facts}>
            <Fact name="Takes">{describeInputs(signature)}</Fact>
            <Fact name="Size">{formatBytes(bytes)}</Fact>
            <Fact name="Licence">{data.licence}</Fact>
            <Fact name="Metric">
              {describeMetric(training.metric)} {shortMetric(training.metric.name)}
            </Fact>
          </span>
        </span>
      </span>
    </Link>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className={styles.fact}>
      <span className={styles.name}>{name} </span>
      <span>{children}</span>
    </span>
  );
}

/** `Accuracy on 45 held-out flowers` is `accuracy` on a card; the model's page has the whole name. */
function shortMetric(name: string): string {
  return (name.split(' on ')[0] ?? name).toLowerCase();
}
