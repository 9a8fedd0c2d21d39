import { Link } from '@tanstack/react-router';
import { Box, Cpu, FolderTree, TriangleAlert } from 'lucide-react';
import type { PackageDraft } from '@contract/packages.ts';
import { usePackages } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Field } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { WizardShell } from '../../../wizard/wizard-shell.tsx';
import { Disclosure } from '../disclosure.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { advancedNote, hasAdvancedProblem } from './advanced-note.ts';
import type { AnswersProps } from './answers-props.ts';
import { draftProblems } from './draft-problems.ts';
import { RadioCards, type RadioCard } from './radio-cards.tsx';
import { usePlan } from './use-plan.ts';
import type { FoundModel, Wizard } from './use-wizard.ts';
import styles from './decide-step.module.css';

/** How the package is to be made. Every question has a good answer already. */
export function DecideStep({ wizard, found }: { readonly wizard: Wizard; readonly found: FoundModel }) {
  const { steps, go, dispatch, hasEngine } = wizard;
  const { form } = found;
  const plan = usePlan(found);
  const problems = draftProblems(form);
  const answers: AnswersProps = {
    form,
    problems,
    onAnswer: (edits) => dispatch({ type: 'answered', edits }),
  };
  const next = () => {
    if (Object.keys(problems).length === 0) go('review');
    else showFirstFault();
  };
  return (
    <WizardShell
      steps={steps}
      current="decide"
      onStep={go}
      heading="How to package it"
      lead="Every answer has a good default."
      next={{ label: 'Review', onNext: next }}
    >
      <Panel>
        <div className={styles.fields}>
          <NameFields {...answers} />
          <ProductField {...answers} hasEngine={hasEngine} />
          {found.inspection.framework !== 'onnx' && (
            <FastPathField {...answers} reason={plan.data?.fastPath.reason} />
          )}
        </div>
      </Panel>
      <Disclosure summary="Advanced" note={advancedNote(form, plan.data)} open={hasAdvancedProblem(problems)}>
        <AdvancedFields {...answers} plan={plan.data} />
      </Disclosure>
      {plan.isError && <ErrorView error={toErrorRecord(plan.error)} onRetry={() => void plan.refetch()} />}
    </WizardShell>
  );
}

/** The first field with a fault, out of its fold if it is in one. */
function showFirstFault(): void {
  const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.focus();
}

function NameFields({ form, problems, onAnswer }: AnswersProps) {
  const taken = usePackages().data?.some(
    ({ name, version }) => name === form.name.trim() && version === form.version.trim(),
  );
  const tag = `slipway/${form.name.trim()}:${form.version.trim()}`;
  return (
    <div className={styles.names}>
      <Field label="Name" error={problems.name}>
        {(ids) => (
          <TextInput ids={ids} value={form.name} onChange={(name) => onAnswer({ name })} translate="no" />
        )}
      </Field>
      <Field label="Version" error={problems.version}>
        {(ids) => (
          <TextInput
            ids={ids}
            value={form.version}
            onChange={(version) => onAnswer({ version })}
            translate="no"
          />
        )}
      </Field>
      {problems.name === undefined && problems.version === undefined && (
        <p className={styles.tag}>
          {taken === true ? (
            <>
              <TriangleAlert size={14} aria-hidden /> There is a <code translate="no">{tag}</code> already:
              the new package takes its tag over.
            </>
          ) : (
            <>
              Tag <code translate="no">{tag}</code>
            </>
          )}
        </p>
      )}
    </div>
  );
}

const products: readonly RadioCard<PackageDraft['product']>[] = [
  {
    value: 'image',
    title: 'Container image',
    body: 'Built and tried on this computer. What clouds take.',
    icon: Box,
  },
  {
    value: 'process',
    title: 'Process',
    body: 'Runs on this computer without a container engine. The folder builds the image elsewhere.',
    icon: Cpu,
  },
  {
    value: 'folder',
    title: 'Build folder only',
    body: 'Written, not built: for a pipeline, or a computer with an engine.',
    icon: FolderTree,
  },
];

function ProductField({ form, onAnswer, hasEngine }: AnswersProps & { readonly hasEngine: boolean }) {
  return (
    <div className={styles.product}>
      <RadioCards
        label="What to end with"
        value={form.product}
        cards={products}
        onChange={(product) => onAnswer({ product })}
      />
      {!hasEngine && (
        <p className={styles.warning}>
          <TriangleAlert size={15} aria-hidden />
          <span>
            No container engine answers on this computer, so an image cannot be built here.{' '}
            <Link to="/computer">This computer</Link> says what was tried.
          </span>
        </p>
      )}
    </div>
  );
}

function FastPathField({ form, onAnswer, reason }: AnswersProps & { readonly reason: string | undefined }) {
  const on = form.fastPath === 'auto';
  const onlyImage = form.product !== 'image';
  return (
    <div className={styles.fastPath}>
      <Switch
        checked={on}
        onChange={(checked) => onAnswer({ fastPath: checked ? 'auto' : 'off' })}
        aria-label="Fast path"
      />
      <div>
        <p className={styles.fastTitle}>Fast path</p>
        <p className={styles.quiet}>
          Serve a conversion to ONNX where its answers agree with the model’s: often many times faster, in a
          smaller image.
        </p>
        <p className={styles.reason}>
          {onlyImage && on
            ? 'A conversion is tried only for images: it runs in a container.'
            : (reason ?? '')}
        </p>
      </div>
    </div>
  );
}
