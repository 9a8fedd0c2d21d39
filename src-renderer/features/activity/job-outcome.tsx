import { Link } from '@tanstack/react-router';
import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { Job } from '@contract/jobs.ts';
import { useClient } from '../../client/client-context.tsx';
import { packageOf } from '../../client/package-of.ts';
import { useSystemInfo } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { buttonLook } from '../../ui/button-look.ts';
import { Button } from '../../ui/button.tsx';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { EvidenceBadge } from '../../ui/evidence-badge.tsx';
import { formatDuration, formatNumber } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { fileResult, type FileResult } from './file-result.ts';
import styles from './job-outcome.module.css';

/** What came of the job: its result, its error, or why it stopped. Nothing while it works. */
export function JobOutcome({ job }: { readonly job: Job }) {
  const { state, error, reason, result } = job;
  if (error !== undefined) return <ErrorView error={error} />;
  if (state === 'interrupted' && reason !== undefined)
    return (
      <Panel title="Interrupted" tone="warn">
        <p>{reason}</p>
      </Panel>
    );
  if (state !== 'succeeded' || result === undefined) return null;
  const packageId = packageOf(job);
  if (packageId !== undefined)
    return (
      <NextPlace sentence="The package is made.">
        <Link to="/packages/$packageId" params={{ packageId }} className={buttonLook('secondary')}>
          Open the package
        </Link>
      </NextPlace>
    );
  if (job.kind === 'inspect-model')
    return (
      <NextPlace sentence="The model has been read; nothing of it was run.">
        <Link to="/packages/new" search={{ inspection: job.id }} className={buttonLook('secondary')}>
          See what it is
        </Link>
      </NextPlace>
    );
  const file = fileResult(result);
  if (file !== undefined) return <FileOutcome result={file} />;
  return (
    <Panel title="Result">
      <CodeView text={JSON.stringify(result, undefined, 2)} language="json" label="Result" />
    </Panel>
  );
}

/** A result that has a screen of its own. */
function NextPlace({ sentence, children }: { readonly sentence: string; readonly children: ReactNode }) {
  return (
    <Panel title="Result">
      <div className={styles.path}>
        <p>{sentence}</p>
        <div className={styles.acts}>{children}</div>
      </div>
    </Panel>
  );
}

function FileOutcome({ result }: { readonly result: FileResult }) {
  const { outputPath, rows, durationMs, evidence } = result;
  return (
    <Panel title="Result" actions={<EvidenceBadge evidence={evidence} />}>
      <div className={styles.path}>
        <code translate="no">{outputPath}</code>
        <div className={styles.acts}>
          <CopyButton text={outputPath} label="Copy path" visibleLabel />
          <RevealButton path={outputPath} />
        </div>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>Rows predicted</dt>
          <dd>{formatNumber(rows)}</dd>
        </div>
        <div>
          <dt>Time of the last attempt</dt>
          <dd>{formatDuration(durationMs)}</dd>
        </div>
        <div>
          <dt>Format</dt>
          <dd>JSON Lines, one object a row</dd>
        </div>
      </dl>
    </Panel>
  );
}

/** Only where the host has a file manager to show. */
function RevealButton({ path }: { readonly path: string }) {
  const client = useClient();
  const able = useSystemInfo().data?.abilities.reveal === true;
  const reveal = useMutation({ mutationFn: () => client.system.reveal({ path }) });
  if (!able) return null;
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        icon={FolderOpen}
        busy={reveal.isPending}
        onClick={() => reveal.mutate()}
      >
        Show in folder
      </Button>
      {reveal.isError && <ErrorView compact error={toErrorRecord(reveal.error)} />}
    </>
  );
}
