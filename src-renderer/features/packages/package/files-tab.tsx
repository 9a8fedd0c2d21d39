import { FolderOpen } from 'lucide-react';
import type { Package } from '@contract/packages.ts';
import { usePackageFile } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { FileBrowser } from '../files/file-browser.tsx';
import { FileText } from '../files/file-text.tsx';
import { isText } from '../files/is-text.ts';
import styles from './files-tab.module.css';

/** The build folder: every file, with the text of those that have some. */
export function FilesTab({ of }: { readonly of: Package }) {
  const { files, folder } = of;
  if (files.length === 0)
    return (
      <Panel>
        <EmptyState icon={FolderOpen} title="The build folder is empty" body={<code>{folder}</code>} />
      </Panel>
    );
  const first = files.some(({ path }) => path === 'Dockerfile') ? 'Dockerfile' : (files[0]?.path ?? '');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <Panel
      flush
      title={`${formatCount(files.length, 'file')}, ${formatBytes(bytes)}`}
      actions={
        <span className={styles.folder}>
          <code translate="no">{folder}</code>
          <CopyButton text={folder} label="Copy the path of the build folder" />
        </span>
      }
    >
      <FileBrowser files={files} label="Files of the build folder" initial={first}>
        {(path) =>
          isText(path) ? (
            <PackageFile id={of.id} path={path} />
          ) : (
            <FileText
              path={path}
              text={undefined}
              without={`${formatBytes(files.find((file) => file.path === path)?.bytes ?? 0)} without text to show.`}
            />
          )
        }
      </FileBrowser>
    </Panel>
  );
}

/** One file of the build folder, read when it is shown. */
export function PackageFile({ id, path }: { readonly id: string; readonly path: string }) {
  const { data, isError, error, refetch } = usePackageFile(id, path);
  if (isError) return <ErrorView error={toErrorRecord(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading label={`Reading ${path}`} />;
  return <FileText path={path} text={data.text} truncated={data.truncated} />;
}
