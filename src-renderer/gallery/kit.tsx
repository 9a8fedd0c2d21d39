import { Ban, CircleCheck, CircleX, Info, Play, Search, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Evidence } from '@contract/predictions.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { CodeEditor } from '../ui/code-editor.tsx';
import { CodeView } from '../ui/code-view.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { EvidenceBadge } from '../ui/evidence-badge.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Notice } from '../ui/notice.tsx';
import { NumberInput } from '../ui/number-input.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Select } from '../ui/select.tsx';
import { Slider } from '../ui/slider.tsx';
import { Switch } from '../ui/switch.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { TextInput } from '../ui/text-input.tsx';
import styles from './kit.module.css';

const evidences: readonly Evidence[] = ['local-process', 'real-container', 'rehearsal-cloud', 'live-cloud'];

/** Each control of the kit in the states that can be seen at once. */
export function Kit() {
  return (
    <Page title="Controls" width="wide">
      <Panel title="Buttons">
        <Buttons />
      </Panel>
      <Panel title="Words of state">
        <Words />
      </Panel>
      <Panel title="Fields">
        <Fields />
      </Panel>
      <Panel title="Code">
        <Code />
      </Panel>
      <Notice tone="info" title="A notice" onDismiss={() => undefined}>
        <p>It concerns every screen.</p>
      </Notice>
    </Page>
  );
}

function Buttons() {
  return (
    <div className={styles.row}>
      <Button variant="primary" icon={Play} shortcut="mod+enter">
        Predict
      </Button>
      <Button variant="secondary">Choose file</Button>
      <Button variant="quiet">Reset</Button>
      <Button variant="danger">Discard job</Button>
      <Button variant="primary" busy>
        Predicting
      </Button>
      <Button variant="secondary" disabled>
        Not now
      </Button>
      <Button variant="secondary" size="small">
        Small
      </Button>
      <IconButton label="Find" icon={Search} />
      <CopyButton text="text" label="Copy text" visibleLabel />
      <Kbd keys="mod+shift+k" />
    </div>
  );
}

function Words() {
  return (
    <div className={styles.row}>
      <Badge tone="neutral" icon={Ban}>
        Cancelled
      </Badge>
      <Badge tone="ok" icon={CircleCheck}>
        Ready
      </Badge>
      <Badge tone="warn" icon={TriangleAlert}>
        Limited
      </Badge>
      <Badge tone="bad" icon={CircleX}>
        Failed
      </Badge>
      <Badge tone="info" icon={Info}>
        Running
      </Badge>
      {evidences.map((evidence) => (
        <EvidenceBadge key={evidence} evidence={evidence} />
      ))}
      <div className={styles.bar}>
        <ProgressBar value={0.4} label="Progress of the example" />
      </div>
    </div>
  );
}

function Fields() {
  const [text, setText] = useState('');
  const [number, setNumber] = useState('5.1');
  const [on, setOn] = useState(true);
  return (
    <div className={styles.fields}>
      <Field label="Name" hint="As it will be shown.">
        {(ids) => <TextInput ids={ids} value={text} onChange={setText} placeholder="Iris flowers" />}
      </Field>
      <Field label="Petal length" unit="cm" error="12 is outside of the range seen in training, 1 to 6.9.">
        {(ids) => <NumberInput ids={ids} value={number} onChange={setNumber} step={0.1} />}
      </Field>
      <Select
        label="Species"
        value="a"
        options={[
          { value: 'a', label: 'Adelie' },
          { value: 'b', label: 'Gentoo' },
        ]}
        onChange={() => undefined}
      />
      <Slider
        label="Sepal width"
        value={Number(number)}
        min={0}
        max={10}
        step={0.1}
        unit="cm"
        onChange={(next) => setNumber(String(next))}
      />
      <Field label="Follow">{(ids) => <Switch ids={ids} checked={on} onChange={setOn} />}</Field>
    </div>
  );
}

const example = '{\n  "rows": [\n    { "petal_length": 1.4, "species": "setosa", "wild": true }\n  ]\n}';

function Code() {
  const [tab, setTab] = useState('view');
  const [text, setText] = useState(example);
  return (
    <Tabs
      label="Ways to show code"
      value={tab}
      onChange={setTab}
      items={[
        {
          id: 'view',
          label: 'View',
          content: (
            <CodeView
              text={`POST /v1/predict HTTP/1.1\ncontent-type: application/json\n\n${text}`}
              language="http"
              label="Request"
            />
          ),
        },
        { id: 'edit', label: 'Edit', content: <CodeEditor value={text} onChange={setText} label="Body" /> },
      ]}
    />
  );
}
