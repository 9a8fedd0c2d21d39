import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useAllCommands } from './commands.ts';
import { useLayers } from './layers.ts';
import styles from './keyboard-map.module.css';

/** Keys that are not commands, because they depend on where the focus is. */
const everywhere = [
  { label: 'Next region of the window', keys: 'f6' },
  { label: 'Region before', keys: 'shift+f6' },
  { label: 'Close the top layer and go back', keys: 'escape' },
  { label: 'Next control', keys: 'tab' },
  { label: 'Control before', keys: 'shift+tab' },
];

const inPlaces = [
  { label: 'Change tab, choice or slider', keys: ['arrowleft', 'arrowright'] },
  { label: 'Move in lists; change a number', keys: ['arrowup', 'arrowdown'] },
  { label: 'Resize the activity drawer, on its edge', keys: ['arrowleft', 'arrowright'] },
];

/** Every key that does something. */
export function KeyboardMap({ singleKeys }: { readonly singleKeys: boolean }) {
  const { layers, set } = useLayers();
  const commands = useAllCommands().filter(({ keys }) => keys !== undefined);
  return (
    <Dialog
      open={layers.keyboardMap}
      onClose={() => set({ keyboardMap: false })}
      title="Keyboard shortcuts"
      size="large"
    >
      <div className={styles.map}>
        <div>
          <KeyTable
            title="Commands"
            rows={commands.map(({ label, keys = '' }) => ({ label, keys: [keys] }))}
          />
          <KeyTable title="In controls" rows={inPlaces} />
        </div>
        <KeyTable title="Everywhere" rows={everywhere.map(({ label, keys }) => ({ label, keys: [keys] }))} />
      </div>
      <p className={styles.note}>
        {singleKeys
          ? 'Shortcuts of one key do nothing while text is typed. Settings can turn them off.'
          : 'Shortcuts of one key are off in Settings.'}
      </p>
    </Dialog>
  );
}

interface KeyRow {
  readonly label: string;
  readonly keys: readonly string[];
}

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>
        {rows.map(({ label, keys }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
