import { useRef, type ReactNode } from 'react';
import type { Job } from '@contract/jobs.ts';
import { useCommands } from '../../../shell/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { useStepFocus } from '../../../wizard/use-step-focus.ts';
import { BuildStep } from './build-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { DecideStep } from './decide-step.tsx';
import { LookStep } from './look-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';

export interface PackageWizardProps {
  /** The live log of a job. */
  readonly log: (job: Job) => ReactNode;
}

const purpose =
  'Any trained model becomes one image that every cloud accepts. The model is read, never run, until it sits in a locked-down container.';

/** From a model on disk to a package, in five steps; two of them need no more than Enter. */
export function PackageWizard({ log }: PackageWizardProps) {
  const wizard = useWizard();
  const root = useRef<HTMLDivElement>(null);
  useStepFocus(root, wizard.steps, wizard.current, !wizard.opening);
  const begun = wizard.search.inspection !== undefined || wizard.input.path !== '';
  useCommands(begun ? [{ id: 'wizard over', label: 'Start over', run: wizard.startOver }] : []);
  return (
    <Page
      title="Package a model"
      subtitle={wizard.current === 'choose' ? purpose : <code translate="no">{wizard.input.path}</code>}
      actions={
        begun && (
          <Button variant="quiet" onClick={wizard.startOver}>
            Start over
          </Button>
        )
      }
    >
      <div ref={root}>
        <Step wizard={wizard} log={log} />
      </div>
    </Page>
  );
}

function Step({ wizard, log }: PackageWizardProps & { readonly wizard: Wizard }) {
  const { current, found, buildJob, opening } = wizard;
  if (current === 'build') return <BuildStep wizard={wizard} job={buildJob} log={log} />;
  if (opening) return <Loading label="Opening the wizard" />;
  if (current === 'choose' || found === undefined) return <ChooseStep wizard={wizard} />;
  switch (current) {
    case 'look':
      return <LookStep wizard={wizard} found={found} />;
    case 'decide':
      return <DecideStep wizard={wizard} found={found} />;
    case 'review':
      return <ReviewStep wizard={wizard} found={found} />;
  }
}
