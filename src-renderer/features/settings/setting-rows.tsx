import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import type { Settings } from '@contract/system.ts';
import { Button } from '../../ui/button.tsx';
import type { FieldIds } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { defaults, hints, motionTitles, themeTitles, titleOfValue } from './setting-facts.ts';
import { settingTitles } from './setting-titles.ts';
import styles from './setting-rows.module.css';

export interface SettingRowsProps {
  readonly names: readonly (keyof Settings)[];
  readonly settings: Settings;
  /** The setting that somebody came for. */
  readonly focus: string | undefined;
  readonly onChange: (change: Partial<Settings>) => void;
}

export function SettingRows({ names, settings, focus, onChange }: SettingRowsProps) {
  return (
    <ul>
      {names.map((name) => (
        <SettingRow key={name} name={name} settings={settings} sought={focus === name} onChange={onChange} />
      ))}
    </ul>
  );
}

interface SettingRowProps {
  readonly name: keyof Settings;
  readonly settings: Settings;
  readonly sought: boolean;
  readonly onChange: (change: Partial<Settings>) => void;
}

function SettingRow({ name, settings, sought, onChange }: SettingRowProps) {
  const id = useId();
  const changed = settings[name] !== defaults[name];
  const ids: FieldIds = { id, describedBy: `${id}-hint ${id}-default`, invalid: false };
  return (
    <li className={styles.row} data-setting={name}>
      <div className={styles.text}>
        <label
          htmlFor={id}
          className={styles.title}
          {...(sought && { 'data-route-focus': true, tabIndex: -1 })}
        >
          {settingTitles[name]}
        </label>
        <p id={`${id}-hint`} className={styles.hint}>
          {hints[name]}
        </p>
        <p id={`${id}-default`} className={styles.default}>
          Default: {titleOfValue(name, defaults[name])}
          {changed && ' (changed)'}
        </p>
      </div>
      <div className={styles.control}>
        <SettingControl name={name} settings={settings} ids={ids} onChange={onChange} />
        {changed && (
          <Button
            variant="quiet"
            size="small"
            icon={RotateCcw}
            aria-label={`Reset ${settingTitles[name]}`}
            onClick={() => onChange({ [name]: defaults[name] })}
          >
            Reset
          </Button>
        )}
      </div>
    </li>
  );
}

type SettingControlProps = Pick<SettingRowProps, 'name' | 'settings' | 'onChange'> & {
  readonly ids: FieldIds;
};

function SettingControl({ name, settings, ids, onChange }: SettingControlProps) {
  switch (name) {
    case 'theme':
      return (
        <Select
          ids={ids}
          value={settings.theme}
          options={optionsOf(themeTitles)}
          onChange={(theme) => onChange({ theme })}
        />
      );
    case 'motion':
      return (
        <Select
          ids={ids}
          value={settings.motion}
          options={optionsOf(motionTitles)}
          onChange={(motion) => onChange({ motion })}
        />
      );
    case 'singleKeyShortcuts':
      return (
        <Switch
          ids={ids}
          checked={settings.singleKeyShortcuts}
          onChange={(on) => onChange({ singleKeyShortcuts: on })}
        />
      );
  }
}

function optionsOf<Value extends string>(titles: Readonly<Record<Value, string>>) {
  return (Object.keys(titles) as Value[]).map((value) => ({ value, label: titles[value] }));
}
