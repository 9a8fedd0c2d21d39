import { Layers } from 'lucide-react';
import { useState } from 'react';
import type { Package } from '@contract/packages.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { shareText } from '../size-parts.ts';
import styles from './layers-tab.module.css';

/** The layers of the image by size, from the base upwards. */
export function LayersTab({ of: { image } }: { readonly of: Package }) {
  const [empty, setEmpty] = useState(false);
  if (image === undefined)
    return (
      <Panel>
        <EmptyState
          icon={Layers}
          title="No image, no layers"
          body="This package was made without a container engine. Its build folder makes the image anywhere."
        />
      </Panel>
    );
  const { layers, bytes } = image;
  const largest = Math.max(1, ...layers.map((layer) => layer.bytes));
  const hidden = layers.filter((layer) => layer.bytes === 0).length;
  return (
    <Panel
      flush
      title={`${formatBytes(bytes)} in ${formatCount(layers.length - hidden, 'layer')}`}
      actions={
        hidden > 0 && (
          <Button variant="quiet" size="small" aria-pressed={empty} onClick={() => setEmpty(!empty)}>
            {empty ? 'Hide what adds nothing' : `Show ${hidden} that add nothing`}
          </Button>
        )
      }
    >
      <ol className={styles.layers} aria-label="Layers, from the base upwards">
        {layers.map((layer, index) =>
          layer.bytes === 0 && !empty ? null : (
            <li key={`${index} ${layer.createdBy}`} className={styles.layer}>
              <div className={styles.head}>
                <span className={styles.title}>{layer.title}</span>
                <span className={styles.bytes}>
                  {formatBytes(layer.bytes)}
                  <span className={styles.share}>{shareText(bytes === 0 ? 0 : layer.bytes / bytes)}</span>
                </span>
              </div>
              <div className={styles.track} aria-hidden>
                <span className={styles.fill} style={{ width: `${(layer.bytes / largest) * 100}%` }} />
              </div>
              <code className={styles.by} title={layer.createdBy} translate="no">
                {layer.createdBy}
              </code>
            </li>
          ),
        )}
      </ol>
    </Panel>
  );
}
