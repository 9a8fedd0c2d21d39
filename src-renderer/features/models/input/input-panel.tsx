import type { Model, Row } from '@contract/models.ts';
import { Play } from 'lucide-react';
import { useId, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { Bench, BenchView } from '../bench.ts';
import { ExampleDrawings, ExampleList } from './example-picker.tsx';
import { exampleIndex, rowFromForm } from './form-state.ts';
import { InputForm } from './input-form.tsx';
import styles from './input-panel.module.css';
import { JsonInput } from './json-input.tsx';
import { readRows } from './request-body.ts';
import { RoutePicker } from './route-picker.tsx';

export interface InputPanelProps {
  readonly model: Model;
  readonly bench: Bench;
  readonly view: BenchView;
  readonly problems: ReadonlyMap<string, string>;
}

/** What is asked, in which words, and the button that asks it. */
export function InputPanel({ model, bench, view, problems }: InputPanelProps) {
  const { input, asking, live } = view;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    bench.predict();
  };
  const examples = {
    model,
    current: currentExample(model, view),
    onChoose: (row: Row) => bench.change({ type: 'row-chosen', row }),
  };
  return (
    <Panel title="Input" flush actions={<ExampleList {...examples} />}>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.body}>
          <Tabs
            label="Input as"
            value={input.tab}
            onChange={(tab) => bench.change({ type: 'tab-chosen', tab: tab === 'json' ? 'json' : 'form' })}
            items={[
              {
                id: 'form',
                label: 'Form',
                content: (
                  <div className={styles.fields}>
                    <ExampleDrawings {...examples} />
                    <InputForm model={model} bench={bench} view={view} problems={problems} />
                  </div>
                ),
              },
              {
                id: 'json',
                label: 'JSON',
                content: (
                  <JsonInput
                    text={input.text}
                    onChange={(text) => bench.change({ type: 'text-changed', text })}
                    onTooLarge={bench.refuseText}
                  />
                ),
              },
            ]}
          />
          <RoutePicker
            route={input.route}
            onChange={(route) => bench.change({ type: 'route-chosen', route })}
          />
        </div>
        <div className={styles.footer}>
          <Button type="submit" variant="primary" icon={Play} shortcut="mod+enter" busy={asking}>
            Predict
          </Button>
          {input.tab === 'form' && <LiveSwitch live={live} onChange={bench.setLive} />}
        </div>
      </form>
    </Panel>
  );
}

function LiveSwitch({
  live,
  onChange,
}: {
  readonly live: boolean;
  readonly onChange: (live: boolean) => void;
}) {
  const id = useId();
  return (
    <label htmlFor={id} className={styles.live}>
      <Switch checked={live} onChange={onChange} ids={{ id, describedBy: undefined, invalid: false }} />
      Predict while editing
    </label>
  );
}

/** A longer text is not compared with the examples at every key, in characters. */
const comparedText = 64 * 1024;

function currentExample({ signature, examples }: Model, { input }: BenchView): number {
  if (input.tab === 'form')
    return input.moreRows.length > 0
      ? -1
      : exampleIndex(signature, examples, rowFromForm(signature, input.form));
  if (input.text.length > comparedText) return -1;
  const rows = readRows(input.route, input.text) ?? [];
  const [first] = rows;
  return first !== undefined && rows.length === 1 ? exampleIndex(signature, examples, first) : -1;
}
