import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FolderOpen } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import type { Settings, SystemInfo } from '@contract/system.ts';
import { useClient } from '../../client/client-context.tsx';
import { useChangeSettings, useSettings, useSystemInfo } from '../../client/queries.ts';
import { toErrorRecord } from '../../client/to-error.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SettingRows } from './setting-rows.tsx';
import styles from './settings-page.module.css';

const route = getRouteApi('/settings');

/** Every setting with its default, and where the state lies. A change holds at once and for every window. */
export function SettingsPage(): ReactNode {
  const { at } = route.useSearch();
  const settings = useSettings();
  const info = useSystemInfo();
  return (
    <Page title="Settings" subtitle="Changes hold at once, in every window." width="reading">
      <Answer query={settings} label="Loading settings">
        {(data) => <SettingGroups settings={data} focus={at} />}
      </Answer>
      <Answer query={info} label="Loading facts of this installation">
        {(data) => (
          <>
            <StatePanel info={data} />
            <VersionPanel info={data} />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface AnswerProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly label: string;
  readonly children: (data: T) => ReactNode;
}

function Answer<T>({ query, label, children }: AnswerProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return <ErrorView error={toErrorRecord(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <Panel>
      <Loading label={label} />
    </Panel>
  );
}

function SettingGroups({
  settings,
  focus,
}: {
  readonly settings: Settings;
  readonly focus: string | undefined;
}) {
  const change = useChangeSettings();
  return (
    <>
      {change.isError && <ErrorView error={toErrorRecord(change.error)} />}
      <Panel title="Appearance" flush>
        <SettingRows
          names={['theme', 'motion']}
          settings={settings}
          focus={focus}
          onChange={(next) => change.mutate(next)}
        />
      </Panel>
      <Panel title="Keyboard" flush>
        <SettingRows
          names={['singleKeyShortcuts']}
          settings={settings}
          focus={focus}
          onChange={(next) => change.mutate(next)}
        />
      </Panel>
    </>
  );
}

function StatePanel({ info }: { readonly info: SystemInfo }) {
  const client = useClient();
  const reveal = useMutation({ mutationFn: () => client.system.reveal({ path: info.home }) });
  return (
    <Panel title="Data">
      <p>Jobs, settings and logs lie in one folder on this computer. Nothing is sent anywhere.</p>
      <div className={styles.path}>
        <code translate="no">{info.home}</code>
        <CopyButton text={info.home} label="Copy path" visibleLabel />
        {info.abilities.reveal && (
          <Button
            variant="secondary"
            size="small"
            icon={FolderOpen}
            busy={reveal.isPending}
            onClick={() => reveal.mutate()}
          >
            Show in folder
          </Button>
        )}
      </div>
      <p className={styles.note}>To use another folder, set SLIPWAY_HOME before the start.</p>
      {reveal.isError && <ErrorView compact error={toErrorRecord(reveal.error)} />}
    </Panel>
  );
}

function VersionPanel({ info }: { readonly info: SystemInfo }) {
  const facts = [
    ['Slipway', info.version],
    ['Node', info.node],
    ['System', info.platform],
    ['Started', formatDateTime(info.startedAt)],
  ] as const;
  return (
    <Panel title="Version">
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
