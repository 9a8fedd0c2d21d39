import type { Package } from '@contract/packages.ts';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ServedSignatureTable } from '../served-signature-table.tsx';
import { PackageFile } from './files-tab.tsx';
import styles from './schema-tab.module.css';

const manifest = 'model/slipway.json';

/** What the package takes and gives, and the file that its runtime reads. */
export function SchemaTab({ of: { id, signature, files } }: { readonly of: Package }) {
  return (
    <div className={styles.schema}>
      {signature === undefined ? (
        <Panel title="Signature">
          <p className={styles.quiet}>
            The inputs are not known: the service takes any JSON and hands it to the model.
          </p>
        </Panel>
      ) : (
        <Panel flush title={`${formatCount(signature.inputs.length, 'input')} and one answer`}>
          <ServedSignatureTable signature={signature} />
        </Panel>
      )}
      {files.some(({ path }) => path === manifest) && (
        <Panel title="As the runtime reads it">
          <div className={styles.file}>
            <PackageFile id={id} path={manifest} />
          </div>
        </Panel>
      )}
    </div>
  );
}
