import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import {
  Activity,
  AppWindow,
  ArrowRight,
  Package,
  Search,
  Settings,
  Shapes,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { useAnnounce } from '../ui/announce.tsx';
import { useLayer } from '../ui/layer.tsx';
import { useLayers } from './layers.ts';
import {
  paletteSections,
  type PaletteGroup,
  type PaletteItem,
  type PaletteSection,
} from './palette-items.ts';
import { paletteLabel } from './top-bar.tsx';
import { usePaletteItems } from './use-palette-items.ts';
import dialog from '../ui/dialog.module.css';
import styles from './palette.module.css';

const icons: Readonly<Record<PaletteGroup, LucideIcon>> = {
  'On this screen': Zap,
  'Go to': ArrowRight,
  Models: Shapes,
  Packages: Package,
  Jobs: Activity,
  Settings: Settings,
  Window: AppWindow,
};

/** Every act, model, job and setting by name. */
export function Palette() {
  const { layers, set } = useLayers();
  return (
    <Dialog.Root open={layers.palette} onOpenChange={(open) => set({ palette: open })}>
      <Dialog.Portal container={useLayer()}>
        <Dialog.Backdrop className={dialog.veil} />
        <Dialog.Popup className={styles.palette} aria-label={paletteLabel} data-modal>
          <PaletteList onClose={() => set({ palette: false })} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const announce = useAnnounce();
  const sections = paletteSections(usePaletteItems(), query);
  const choose = (item: PaletteItem) => {
    if (item.disabledReason !== undefined) {
      announce(`${item.label}: ${item.disabledReason}`, 'assertive');
      return;
    }
    onClose();
    item.run();
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={sections}
      filter={null}
      value={query}
      onValueChange={(value, { reason }) => reason !== 'item-press' && setQuery(value)}
      itemToStringValue={(item: PaletteItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className={styles.search}>
        <Search size={18} aria-hidden />
        <Autocomplete.Input
          className={styles.input}
          aria-label="Search"
          placeholder="Commands, models, jobs, settings"
        />
        <Kbd keys="escape" />
      </div>
      <Autocomplete.Empty className={styles.empty}>
        {sections.length === 0 && 'Nothing has this name.'}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list} aria-label="Results">
        {(section: PaletteSection) => (
          <Autocomplete.Group key={section.value} items={section.items} className={styles.group}>
            <Autocomplete.GroupLabel className={styles.groupLabel}>{section.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => <PaletteRow key={item.id} item={item} onChoose={() => choose(item)} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function PaletteRow({ item, onChoose }: { readonly item: PaletteItem; readonly onChoose: () => void }) {
  const { label, hint, keys, disabledReason } = item;
  const Icon = icons[item.group];
  return (
    <Autocomplete.Item
      value={item}
      className={styles.item}
      aria-disabled={disabledReason !== undefined || undefined}
      onClick={onChoose}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.label}>{label}</span>
      <span className={styles.hint}>{disabledReason ?? hint}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Autocomplete.Item>
  );
}
