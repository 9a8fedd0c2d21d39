import { useState } from 'react';
import type { Inspection } from '@contract/inspection.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { WizardShell } from '../../../wizard/wizard-shell.tsx';
import { Disclosure } from '../disclosure.tsx';
import { Facts, type Fact } from '../facts.tsx';
import { shortHash } from '../package-facts.ts';
import { signatureShort } from '../served-columns.ts';
import { ServedSignatureTable } from '../served-signature-table.tsx';
import { frameworkTitles } from '../words.ts';
import { stopReason } from './finding-groups.ts';
import { Findings, focusUndecided } from './findings.tsx';
import { ModelFiles } from './model-files.tsx';
import { Pickles } from './pickles.tsx';
import type { FoundModel, Wizard } from './use-wizard.ts';
import styles from './look-step.module.css';

/** What the inspection found, and what has to be decided before the model may be packaged. */
export function LookStep({ wizard, found }: { readonly wizard: Wizard; readonly found: FoundModel }) {
  const { steps, go, dispatch } = wizard;
  const [asked, setAsked] = useState(false);
  const { inspection, stops, accepted } = found;
  const reason = stopReason(stops);
  const blocked = stops.blocks.length > 0;
  const next = () => {
    if (reason === undefined) {
      go('decide');
      return;
    }
    setAsked(true);
    focusUndecided();
  };
  return (
    <WizardShell
      steps={steps}
      current="look"
      onStep={go}
      heading="What it is"
      lead="Found by reading the bytes. Nothing of the model has been run."
      next={
        blocked
          ? { label: 'Inspect again', note: reason, closed: true, onNext: () => go('choose') }
          : { label: 'Continue', note: reason, closed: reason !== undefined, onNext: next }
      }
    >
      <ModelPanel inspection={inspection} />
      <Findings
        findings={inspection.findings}
        accepted={accepted}
        asked={asked}
        consequence="It will be loaded only in a container without network, rights or a writable disk; in the cloud it has whatever the endpoint is allowed."
        onAccept={(finding, value) => dispatch({ type: 'accepted', finding, accepted: value })}
      />
      <SignaturePanel inspection={inspection} />
      <Pickles pickles={inspection.pickles} />
      <Disclosure
        summary="Files"
        note={`${formatCount(inspection.files.length, 'file')}, ${formatBytes(inspection.bytes)}`}
      >
        <ModelFiles files={inspection.files} />
      </Disclosure>
    </WizardShell>
  );
}

function ModelPanel({ inspection }: { readonly inspection: Inspection }) {
  const { framework, frameworkVersion, entry, path, formatTitle } = inspection;
  return (
    <Panel>
      <div className={styles.head}>
        <p className={styles.framework}>
          {frameworkTitles[framework]}
          {frameworkVersion !== undefined && <span className={styles.version}>{frameworkVersion}</span>}
        </p>
        <p className={styles.format}>{formatTitle}</p>
        {entry !== undefined && (
          <code className={styles.entry} translate="no">
            {entry}
          </code>
        )}
      </div>
      <Facts facts={factsOf(inspection)} />
      <p className={styles.path}>
        <code translate="no">{path}</code>
      </p>
    </Panel>
  );
}

function factsOf(inspection: Inspection): readonly Fact[] {
  const { python, bytes, sha256, archive, signature, requirements, model } = inspection;
  const sources = { inferred: 'inferred from the model', mlflow: 'from MLflow' } as const;
  const source = requirements.source;
  return [
    { title: 'Inputs and answer', value: signatureShort(signature) },
    { title: 'Python', value: python ?? 'not recorded' },
    { title: 'Size', value: formatBytes(bytes) },
    ...(archive === undefined
      ? []
      : [{ title: 'Archive', value: `${archive}, holds ${model || 'the model'}` }]),
    {
      title: 'Libraries',
      value: `${formatCount(requirements.lines.length, 'requirement')}, ${source === 'inferred' || source === 'mlflow' ? sources[source] : `from ${source}`}`,
    },
    ...(sha256 === undefined
      ? []
      : [
          {
            title: 'SHA-256',
            value: (
              <>
                <code title={sha256}>{shortHash(sha256)}…</code>
                <CopyButton text={sha256} label="Copy SHA-256" />
              </>
            ),
          },
        ]),
  ];
}

const signatureSources = {
  file: 'recorded in the file',
  mlflow: 'from MLflow',
  rows: 'read from the training rows',
} as const;

function SignaturePanel({ inspection: { signature, signatureSource } }: { readonly inspection: Inspection }) {
  if (signature === undefined)
    return (
      <Panel title="Signature">
        <p className={styles.none}>
          The inputs are not known, so the service takes any JSON and cannot refuse a wrong row by name.
          Training rows in the step before change that.
        </p>
      </Panel>
    );
  const { length } = signature.inputs;
  return (
    <Disclosure
      summary="Signature"
      note={`${formatCount(length, 'input')}${signatureSource === undefined ? '' : `, ${signatureSources[signatureSource]}`}`}
      open={length <= 12}
    >
      <ServedSignatureTable signature={signature} />
    </Disclosure>
  );
}
