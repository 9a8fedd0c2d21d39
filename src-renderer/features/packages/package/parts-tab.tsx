import { FileCode2, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { Package } from '@contract/packages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { PackageFile } from './files-tab.tsx';
import { visibleParts } from './visible-parts.ts';
import table from '../table.module.css';
import styles from './parts-tab.module.css';

/** Rows shown at once: long lists are found through the filter, not by scrolling. */
const pageRows = 100;
const sbom = 'sbom.cdx.json';

/** Every distribution in the package. */
export function PartsTab({ of }: { readonly of: Package }) {
  const [text, setText] = useState('');
  const [count, setCount] = useState(pageRows);
  const [open, setOpen] = useState(false);
  const { components, files, id } = of;
  const shown = visibleParts(components, text);
  const left = shown.length - count;
  const title =
    shown.length === components.length
      ? formatCount(components.length, 'part')
      : `${shown.length} of ${formatCount(components.length, 'part')}`;
  return (
    <Panel
      flush
      title={title}
      actions={
        <>
          {files.some(({ path }) => path === sbom) && (
            <Button variant="quiet" size="small" icon={FileCode2} onClick={() => setOpen(true)}>
              CycloneDX
            </Button>
          )}
          <div className={styles.filter}>
            <TextInput
              type="search"
              aria-label="Filter parts"
              placeholder="Filter parts"
              value={text}
              onChange={setText}
            />
          </div>
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={components.length === 0 ? 'No parts are recorded' : 'No part fits'}
          body={
            components.length === 0
              ? 'The lock of this package names no distribution.'
              : 'The filter leaves none of the parts.'
          }
        />
      ) : (
        <Parts parts={shown.slice(0, count)} />
      )}
      {left > 0 && (
        <div className={styles.more}>
          <Button variant="secondary" onClick={() => setCount(count + pageRows)}>
            Show {Math.min(left, pageRows)} more
          </Button>
          <span className={table.quiet}>{formatCount(left, 'part')} not shown</span>
        </div>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title="Parts list, CycloneDX" size="large">
        <div className={styles.file}>
          <PackageFile id={id} path={sbom} />
        </div>
      </Dialog>
    </Panel>
  );
}

function Parts({ parts }: { readonly parts: Package['components'] }) {
  return (
    <div className={table.scroll} tabIndex={0} role="region" aria-label="Parts, a table">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Distribution</th>
            <th scope="col">Version</th>
            <th scope="col" className={table.number}>
              Hashes in the lock
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, version, hashes }) => (
            <tr key={name}>
              <th scope="row">
                <code translate="no">{name}</code>
              </th>
              <td>{version}</td>
              <td className={table.number}>{hashes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
