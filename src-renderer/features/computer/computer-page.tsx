import { CircleCheck, CircleX, ClipboardCopy, RotateCw, TriangleAlert } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import type { DoctorReport } from '@contract/checks.ts';
import { useClient } from '../../client/client-context.tsx';
import { useDoctor } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { useCommands } from '../../shell/commands.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CheckList } from './check-list.tsx';
import { groupsOf, summaryOf } from './check-view.ts';
import styles from './computer-page.module.css';

/** What this computer has, what is missing, what that matters for and how to mend it. */
export function ComputerPage() {
  const doctor = useDoctor();
  const diagnostics = useCopyDiagnostics();
  const recheck = () => void doctor.refetch();
  useCommands([
    { id: 'check-all', label: 'Check all again', run: recheck },
    { id: 'diagnostics', label: 'Copy diagnostics', run: () => diagnostics.mutate() },
  ]);
  return (
    <Page
      title="This computer"
      subtitle="What Slipway found here. Facts are read, nothing is installed or changed."
      actions={
        <>
          <Button
            variant="secondary"
            icon={ClipboardCopy}
            busy={diagnostics.isPending}
            onClick={() => diagnostics.mutate()}
          >
            Copy diagnostics
          </Button>
          <Button variant="secondary" icon={RotateCw} busy={doctor.isFetching} onClick={recheck}>
            Check all again
          </Button>
        </>
      }
    >
      {diagnostics.isError && (
        <ErrorView error={toErrorRecord(diagnostics.error)} onRetry={() => diagnostics.mutate()} />
      )}
      {doctor.isError && <ErrorView error={toErrorRecord(doctor.error)} onRetry={recheck} />}
      {doctor.isPending && (
        <Panel>
          <Loading label="Checking this computer" />
        </Panel>
      )}
      {doctor.data !== undefined && <Report report={doctor.data} />}
    </Page>
  );
}

const shapes = { ok: CircleCheck, warn: TriangleAlert, bad: CircleX } as const;

function Report({ report }: { readonly report: DoctorReport }) {
  const { tone, sentence } = summaryOf(report);
  const Icon = shapes[tone];
  return (
    <>
      <div className={classNames(styles.summary, styles[tone])}>
        <Icon size={20} aria-hidden />
        <p className={styles.sentence}>{sentence}</p>
        <p className={styles.when}>Checked {formatDateTime(report.ranAt)}</p>
      </div>
      {groupsOf(report.checks).map(({ title, checks }) => (
        <Panel key={title} title={title} flush>
          <CheckList checks={checks} />
        </Panel>
      ))}
    </>
  );
}

function useCopyDiagnostics() {
  const client = useClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: async () => {
      const { text } = await client.system.diagnostics();
      await navigator.clipboard.writeText(text);
    },
    onSuccess: () => announce('Diagnostics copied.'),
  });
}
