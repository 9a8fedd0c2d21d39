import { CircleCheck, CircleX } from 'lucide-react';
import type { Package, SmokeRun } from '@contract/packages.ts';
import { classNames } from '../../../ui/class-names.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatBytes, formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { Facts, type Fact } from '../facts.tsx';
import { runLines, shortHash } from '../package-facts.ts';
import { signatureShort } from '../served-columns.ts';
import { SmokeBadge } from '../smoke-badge.tsx';
import { frameworkTitles } from '../words.ts';
import { FastPathPanel } from './fast-path-panel.tsx';
import { SampleAnswers } from './sample-answers.tsx';
import styles from './overview.module.css';

/** What the package answered, how fast, and how to run it. */
export function Overview({ of }: { readonly of: Package }) {
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <SmokePanel of={of} />
        <RunPanel of={of} />
      </div>
      <div className={styles.column}>
        <FastPathPanel of={of} />
        <Panel title="What is in it">
          <Facts narrow facts={factsOf(of)} />
        </Panel>
      </div>
    </div>
  );
}

function SmokePanel({ of: { smoke, evidence, draft } }: { readonly of: Package }) {
  if (smoke === undefined)
    return (
      <Panel title="Sample run" actions={<SmokeBadge smoke={smoke} />}>
        <p className={styles.quiet}>
          {draft.product === 'folder'
            ? 'Only the build folder was written, so nothing has answered yet. Build the image below, or build again as an image.'
            : 'The package has not been asked its sample.'}
        </p>
      </Panel>
    );
  return (
    <Panel flush title="Sample run" actions={<EvidenceBadge evidence={evidence} />}>
      <dl className={styles.figures}>
        <Figure title="Start to ready" value={formatDuration(smoke.readyMs)} />
        <Figure
          title="Memory"
          value={smoke.memoryBytes === undefined ? 'not measured' : formatBytes(smoke.memoryBytes)}
        />
        <Figure title="Checks" value={<SmokeBadge smoke={smoke} />} />
      </dl>
      <Checks checks={smoke.checks} />
      {smoke.answers.length > 0 && <SampleAnswers answers={smoke.answers} />}
    </Panel>
  );
}

function Figure({ title, value }: { readonly title: string; readonly value: React.ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Checks({ checks }: Pick<SmokeRun, 'checks'>) {
  return (
    <ul className={styles.checks} aria-label="Checks">
      {checks.map(({ title, passed, observed }) => (
        <li key={title} className={styles.check}>
          {passed ? (
            <CircleCheck size={16} aria-label="Passed" className={styles.passed} />
          ) : (
            <CircleX size={16} aria-label="Failed" className={styles.failed} />
          )}
          <span className={styles.checkTitle}>{title}</span>
          <span
            className={classNames(styles.observed, passed && styles.short)}
            title={passed ? observed : undefined}
          >
            {observed}
          </span>
        </li>
      ))}
    </ul>
  );
}

function RunPanel({ of }: { readonly of: Package }) {
  return (
    <Panel title="Run it without Slipway">
      <ol className={styles.commands}>
        {runLines(of).map(({ title, line }) => (
          <li key={title}>
            <p className={styles.commandTitle}>{title}</p>
            <div className={styles.command}>
              <code translate="no">{line}</code>
              <CopyButton text={line} label={`Copy: ${title}`} />
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function factsOf(of: Package): readonly Fact[] {
  const { source, servedBy, python, platform, baseImage, components, lockSha256, image, baseline } = of;
  return [
    { title: 'Model', value: `${source.formatTitle}, ${formatBytes(source.bytes)}` },
    { title: 'Served by', value: frameworkTitles[servedBy] },
    { title: 'Inputs and answer', value: signatureShort(of.signature) },
    { title: 'Python', value: python },
    { title: 'Platform', value: platform },
    { title: 'Parts', value: `${components.length} distributions` },
    {
      title: 'Baseline for drift',
      value:
        baseline === undefined
          ? 'none: no training rows'
          : `${baseline.rows} rows, ${baseline.features} columns`,
    },
    ...(image === undefined ? [] : [{ title: 'Runs as', value: `user ${image.user}, no rights needed` }]),
    { title: 'Base image', value: <code translate="no">{baseImage}</code> },
    ...hashes({ 'Model SHA-256': source.sha256, 'Lock SHA-256': lockSha256, 'Image id': image?.id }),
  ];
}

function hashes(named: Readonly<Record<string, string | undefined>>): readonly Fact[] {
  return Object.entries(named).flatMap(([title, hash]) =>
    hash === undefined || hash === ''
      ? []
      : [
          {
            title,
            value: (
              <>
                <code title={hash}>{shortHash(hash)}…</code>
                <CopyButton text={hash} label={`Copy ${title}`} />
              </>
            ),
          },
        ],
  );
}
