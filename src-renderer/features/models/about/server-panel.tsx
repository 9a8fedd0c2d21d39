import type { Server } from '@contract/predictions.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleDashed, CircleDot, Play, Square } from 'lucide-react';
import { memo } from 'react';
import { useClient } from '../../../client/client-context.tsx';
import { toErrorRecord } from '../../../client/to-error.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import styles from './server-panel.module.css';

/** A server ends by itself when it is idle, so what is shown is asked anew, in milliseconds. */
const lookEvery = 5_000;

export interface ServerPanelProps {
  readonly modelId: string;
  /** Where the newest answer came from; another address means that another server was started. */
  readonly answeredAt: string | undefined;
}

/** The process that serves this model: where it listens, and its start and end. */
export const ServerPanel = memo(function ServerPanel({ modelId, answeredAt }: ServerPanelProps) {
  const client = useClient();
  const queries = useQueryClient();
  const servers = useQuery({
    queryKey: ['servers', answeredAt],
    queryFn: ({ signal }) => client.servers.list(undefined, { signal }),
    refetchInterval: lookEvery,
    placeholderData: (previous) => previous,
  });
  const server = servers.data?.find((one) => one.modelId === modelId);
  const act = useMutation({
    mutationFn: (): Promise<unknown> =>
      server === undefined ? client.servers.start({ modelId }) : client.servers.stop({ id: server.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['servers'] }),
  });
  const error = act.error ?? servers.error;
  const retry = act.error ? () => act.mutate() : () => void servers.refetch();
  return (
    <Panel
      title="Model server"
      actions={
        <Button
          variant="quiet"
          size="small"
          icon={server === undefined ? Play : Square}
          busy={act.isPending}
          onClick={() => act.mutate()}
        >
          {server === undefined ? 'Start server' : 'Stop server'}
        </Button>
      }
    >
      {error ? (
        <ErrorView error={toErrorRecord(error)} compact onRetry={retry} />
      ) : (
        <ServerFacts server={server} />
      )}
    </Panel>
  );
});

function ServerFacts({ server }: { readonly server: Server | undefined }) {
  if (server === undefined)
    return (
      <p className={styles.line}>
        <Badge tone="neutral" icon={CircleDashed}>
          not running
        </Badge>
        <span>It starts with the next prediction.</span>
      </p>
    );
  return (
    <div className={styles.line}>
      <Badge tone="ok" icon={CircleDot}>
        running
      </Badge>
      <code>{server.url}</code>
      <CopyButton text={server.url} label="Copy server address" />
      <span className={styles.quiet}>
        process {server.pid}, ready in {formatDuration(server.readyMs)}, ends after 10 min without a request
      </span>
      <EvidenceBadge evidence={server.evidence} />
    </div>
  );
}
