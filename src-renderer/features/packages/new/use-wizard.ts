import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useReducer, useState } from 'react';
import type { InspectInput, Inspection } from '@contract/inspection.ts';
import type { Job } from '@contract/jobs.ts';
import { useDoctor, useJob, usePackages } from '../../../client/queries.ts';
import { settledStep, type WizardStep } from '../../../wizard/wizard.ts';
import { wantedStep, type WizardSearch, type WizardStepId } from './address.ts';
import { defaultForm, type DraftForm } from './draft-form.ts';
import { draftProblems } from './draft-problems.ts';
import { stopReason, stopsOf, type Stops } from './finding-groups.ts';
import { loadInput, saveInput } from './input-storage.ts';
import { emptyInput, reduceInput, type InputAction, type WizardInput } from './wizard-input.ts';

const route = getRouteApi('/packages/new');

/** The wizard as every step sees it. */
export interface Wizard {
  readonly search: WizardSearch;
  readonly input: WizardInput;
  readonly dispatch: (action: InputAction) => void;
  readonly steps: readonly WizardStep<WizardStepId>[];
  readonly current: WizardStepId;
  /** Leads to a step, of another inspection or build when `at` names one. */
  readonly go: (step: WizardStepId, at?: WizardSearch) => void;
  /** Empties everything and begins again. */
  readonly startOver: () => void;
  readonly inspectJob: ReturnType<typeof useJob>;
  readonly buildJob: ReturnType<typeof useJob>;
  /** The address names an inspection that has not been answered yet. */
  readonly opening: boolean;
  /** Undefined until the inspection has succeeded. */
  readonly found: FoundModel | undefined;
  /** False when it is known that no container engine answers. */
  readonly hasEngine: boolean;
}

export interface FoundModel {
  readonly inspectionId: string;
  readonly inspection: Inspection;
  readonly stops: Stops;
  readonly form: DraftForm;
  readonly accepted: readonly string[];
}

export function useWizard(): Wizard {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [input, dispatch] = useInput(search);
  const inspectJob = useJob(search.inspection);
  const buildJob = useJob(search.build);
  const doctor = useDoctor();
  const packages = usePackages().data ?? [];
  const engine = doctor.data?.checks.find(({ id }) => id === 'container-engine');
  const hasEngine = engine === undefined || engine.status === 'pass';
  const found = foundModel(inspectJob.data, input, { packages, hasEngine });
  const steps = stepsOf(found, search.build);
  const wanted = wantedStep(search);
  // A build can be watched by anybody, also where its inspection is not at hand.
  const watching = wanted === 'build' && search.build !== undefined;
  // An inspection that is started here is waited for at its form; one that was there before has nothing to show yet.
  const [earlier] = useState(search.inspection ?? input.inspection);
  const opening = search.inspection !== undefined && search.inspection === earlier && inspectJob.isPending;
  const current = watching || opening ? wanted : settledStep(steps, wanted);
  const go = (step: WizardStepId, at = search) => {
    dispatch({ type: 'stepped', step });
    void navigate({ search: { ...at, step } });
  };
  useSourceOf(inspectJob.data, input, dispatch);
  return {
    search,
    input,
    dispatch,
    steps,
    current,
    go,
    startOver: () => {
      dispatch({ type: 'emptied' });
      void navigate({ search: {} });
    },
    inspectJob,
    buildJob,
    opening,
    found,
    hasEngine,
  };
}

/** What was put in before, if it belongs to the address; an empty address leads to where the person was. */
function useInput(search: WizardSearch): [WizardInput, (action: InputAction) => void] {
  const navigate = route.useNavigate();
  const [stored] = useState(() => loadInput(sessionStorage));
  const own = search.inspection === undefined || search.inspection === stored.inspection;
  const [input, dispatch] = useReducer(
    reduceInput,
    own ? stored : { ...emptyInput, inspection: search.inspection },
  );
  const restore = useEffectEvent(() => {
    const { inspection, step } = stored;
    if (search.inspection !== undefined || inspection === undefined) return;
    void navigate({ search: { inspection, ...(step !== undefined && { step }) }, replace: true });
  });
  useEffect(() => restore(), []);
  // Only what a person did is kept: an address that was merely opened leaves what is stored alone.
  const [first] = useState(input);
  useEffect(() => {
    if (input !== first) saveInput(sessionStorage, input);
  }, [input, first]);
  return [input, dispatch];
}

/** An inspection that was opened by its address brings its own source along. */
function useSourceOf(
  job: Job | undefined,
  input: WizardInput,
  dispatch: (action: InputAction) => void,
): void {
  const id = job?.id;
  const fill = useEffectEvent(() => {
    if (job === undefined || input.path !== '') return;
    const { path, rowsPath = '', target = '' } = job.input as InspectInput;
    dispatch({ type: 'source-changed', field: 'path', value: path });
    dispatch({ type: 'source-changed', field: 'rowsPath', value: rowsPath });
    dispatch({ type: 'source-changed', field: 'target', value: target });
  });
  useEffect(() => {
    if (id !== undefined) fill();
  }, [id]);
}

function foundModel(
  job: Job | undefined,
  { edits, accepted }: WizardInput,
  facts: Parameters<typeof defaultForm>[1],
): FoundModel | undefined {
  if (job?.state !== 'succeeded' || job.kind !== 'inspect-model') return undefined;
  const inspection = job.result as Inspection;
  return {
    inspectionId: job.id,
    inspection,
    accepted,
    stops: stopsOf(inspection.findings, accepted),
    form: { ...defaultForm({ name: edits.name ?? inspection.name }, facts), ...edits },
  };
}

function stepsOf(
  found: FoundModel | undefined,
  build: string | undefined,
): readonly WizardStep<WizardStepId>[] {
  const wrong = found !== undefined && Object.keys(draftProblems(found.form)).length > 0;
  return [
    { id: 'choose', title: 'Choose' },
    {
      id: 'look',
      title: 'What it is',
      closed: found === undefined ? 'Inspect a model first.' : undefined,
    },
    { id: 'decide', title: 'How', closed: found && stopReason(found.stops) },
    { id: 'review', title: 'Review', closed: wrong ? 'Correct the answers under How first.' : undefined },
    { id: 'build', title: 'Build', closed: build === undefined ? 'The build has not begun.' : undefined },
  ];
}
