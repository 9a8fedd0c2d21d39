import type { PackagePlan } from '@contract/packages.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import control from '../../../ui/control.module.css';
import type { AnswersProps } from './answers-props.ts';
import type { DraftForm } from './draft-form.ts';
import { PathInput } from './path-input.tsx';
import styles from './decide-step.module.css';

const pythons: readonly DraftForm['python'][] = ['auto', '3.10', '3.11', '3.12', '3.13'];
const platforms: readonly { readonly value: DraftForm['platform']; readonly label: string }[] = [
  { value: 'linux/amd64', label: 'linux/amd64, what most clouds run' },
  { value: 'linux/arm64', label: 'linux/arm64, Graviton, Axion and the like' },
];

/** Answers that few change. */
export function AdvancedFields(props: AnswersProps & { readonly plan: PackagePlan | undefined }) {
  const { form, problems, onAnswer, plan } = props;
  return (
    <div className={styles.advanced}>
      <Field label="Python" hint={form.python === 'auto' ? plan?.pythonReason : undefined}>
        {(ids) => (
          <Select
            ids={ids}
            value={form.python}
            options={pythons.map((value) => ({ value, label: pythonLabel(value, plan?.python) }))}
            onChange={(python) => onAnswer({ python })}
          />
        )}
      </Field>
      <Field label="Platform" hint="Libraries are resolved for it, whatever this computer is.">
        {(ids) => (
          <Select
            ids={ids}
            value={form.platform}
            options={platforms}
            onChange={(platform) => onAnswer({ platform })}
          />
        )}
      </Field>
      <div className={styles.wide}>
        <Field
          label="Base image"
          unit="optional"
          error={problems.baseImage}
          hint="A mirror, an image of your company, or one with CUDA. It has to bring the Python above."
        >
          {(ids) => (
            <TextInput
              ids={ids}
              value={form.baseImage}
              onChange={(baseImage) => onAnswer({ baseImage })}
              placeholder={plan?.baseImage ?? 'python:3.11-slim-bookworm'}
              translate="no"
            />
          )}
        </Field>
      </div>
      <div className={styles.wide}>
        <RequirementsField {...props} />
      </div>
      <Field
        label="Wheels folder"
        unit="optional"
        error={problems.wheels}
        hint="Nothing is then fetched from an index: for computers without one."
      >
        {(ids) => (
          <PathInput
            ids={ids}
            value={form.wheels}
            onChange={(wheels) => onAnswer({ wheels })}
            kinds={['folder']}
            title="Choose the folder with wheels"
            placeholder="/srv/wheels"
          />
        )}
      </Field>
      <Field
        label="Build folder"
        unit="optional"
        error={problems.folder}
        hint="It must not exist yet. Left empty, it lies with the state of Slipway."
      >
        {(ids) => (
          <PathInput
            ids={ids}
            value={form.folder}
            onChange={(folder) => onAnswer({ folder })}
            kinds={['folder']}
            title="Choose the build folder"
            placeholder="/home/me/build"
          />
        )}
      </Field>
    </div>
  );
}

function pythonLabel(value: DraftForm['python'], planned: string | undefined): string {
  if (value !== 'auto') return value;
  return planned === undefined ? 'As the model wants it' : `As the model wants it: ${planned}`;
}

function RequirementsField({ form, problems, onAnswer }: AnswersProps) {
  return (
    <Field
      label="Further requirements"
      unit="one a line"
      error={problems.requirements}
      hint="Beside what the inspection found, such as boto3>=1.34."
    >
      {({ id, describedBy, invalid }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          className={classNames(control.control, styles.area)}
          rows={3}
          spellCheck={false}
          translate="no"
          value={form.requirements}
          onChange={(event) => onAnswer({ requirements: event.target.value })}
        />
      )}
    </Field>
  );
}
