import {
  CircleCheck,
  CircleHelp,
  CircleMinus,
  CircleX,
  ExternalLink,
  Info,
  RotateCw,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { CheckResult, Fix } from '@contract/checks.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useRecheck } from '../../client/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { verdictOf } from './check-view.ts';
import styles from './check-list.module.css';

export function CheckList({ checks }: { readonly checks: readonly CheckResult[] }) {
  return (
    <ul className={styles.list}>
      {checks.map((check) => (
        <Check key={check.id} check={check} />
      ))}
    </ul>
  );
}

function Check({ check }: { readonly check: CheckResult }) {
  const { word, tone } = verdictOf(check);
  const recheck = useRecheck();
  const mendable = check.status !== 'pass' && check.fixes.length > 0;
  return (
    <li className={styles.check} data-check={check.id}>
      <div className={styles.head}>
        <h3 className={styles.title}>{check.title}</h3>
        <p className={styles.observed}>{check.observed}</p>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>Expected</dt>
          <dd>{check.expected}</dd>
        </div>
        <div>
          <dt>{check.level === 'required' ? 'Required for' : 'Needed for'}</dt>
          <dd>{check.neededFor}</dd>
        </div>
      </dl>
      <div className={styles.verdict}>
        <Badge tone={tone} icon={shapeOf(check)}>
          {word}
        </Badge>
        <IconButton
          label={`Check ${check.title} again`}
          icon={RotateCw}
          aria-busy={recheck.isPending || undefined}
          onClick={() => recheck.mutate(check.id)}
        />
      </div>
      {mendable && (
        <ol className={styles.fixes} aria-label={`Fixes for ${check.title}`}>
          {check.fixes.map((fix) => (
            <FixRow key={fix.title} fix={fix} />
          ))}
        </ol>
      )}
      {recheck.isError && (
        <div className={styles.failed}>
          <ErrorView compact error={toErrorRecord(recheck.error)} />
        </div>
      )}
    </li>
  );
}

function shapeOf({ status, level }: CheckResult): LucideIcon {
  switch (status) {
    case 'pass':
      return CircleCheck;
    case 'info':
      return Info;
    case 'warn':
      return TriangleAlert;
    case 'unknown':
      return CircleHelp;
    case 'fail':
      return level === 'required' ? CircleX : CircleMinus;
  }
}

function FixRow({ fix: { title, command, url } }: { readonly fix: Fix }) {
  return (
    <li className={styles.fix}>
      <p>
        {title}{' '}
        {url !== undefined && (
          <a href={url} target="_blank" rel="noreferrer" className={styles.link}>
            {new URL(url).host}
            <ExternalLink size={13} aria-hidden />
            <span className="visually-hidden"> (opens outside Slipway)</span>
          </a>
        )}
      </p>
      {command !== undefined && (
        <div className={styles.command}>
          <code translate="no">{command}</code>
          <CopyButton text={command} label="Copy command" />
        </div>
      )}
    </li>
  );
}
