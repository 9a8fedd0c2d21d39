import { useState } from 'react';
import type { Finding } from '@contract/inspection.ts';
import type { PackagePlan } from '@contract/packages.ts';
import { useBuildPackage, useJob } from '../../../client/queries.ts';
import { toErrorRecord } from '../../../client/to-error.ts';
import { ErrorView } from '../../../ui/error-view.tsx';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { WizardShell } from '../../../wizard/wizard-shell.tsx';
import { Facts } from '../facts.tsx';
import { FileBrowser } from '../files/file-browser.tsx';
import { FileText } from '../files/file-text.tsx';
import { SizeBar } from '../size-bar.tsx';
import { sizeParts } from '../size-parts.ts';
import { productTitles } from '../words.ts';
import { isActive } from './job-activity.ts';
import { draftOf, type DraftForm } from './draft-form.ts';
import { planStopReason, shownStops, stopsOf, type Stops } from './finding-groups.ts';
import { Findings, focusUndecided } from './findings.tsx';
import { Requirements } from './requirements.tsx';
import { stepPromises } from './timeline.ts';
import { usePlan } from './use-plan.ts';
import type { FoundModel, Wizard } from './use-wizard.ts';
import styles from './review-step.module.css';

/** Everything the build would do, before anything is written. */
export function ReviewStep({ wizard, found }: { readonly wizard: Wizard; readonly found: FoundModel }) {
  const { steps, go, search, dispatch } = wizard;
  const { form, inspectionId, accepted } = found;
  const plan = usePlan(found);
  const build = useBuildPackage();
  const before = useJob(search.build).data;
  const atWork = before !== undefined && isActive(before);
  const [asked, setAsked] = useState(false);
  const [decided, setDecided] = useState<readonly Finding[]>([]);
  const stops = stopsOf(plan.data?.stops ?? [], accepted);
  const stop = planStopReason(stops);
  const start = () => {
    if (atWork) go('build');
    else if (stops.blocks.length > 0) go('decide');
    else if (stop !== undefined) {
      setAsked(true);
      focusUndecided();
    } else
      build.mutate(draftOf(form, inspectionId, accepted), {
        onSuccess: ({ jobId }) => go('build', { inspection: inspectionId, build: jobId }),
      });
  };
  const accept = (id: string, value: boolean) => {
    const finding = plan.data?.stops.find((one) => one.id === id);
    if (finding !== undefined) setDecided((now) => [...now, finding]);
    dispatch({ type: 'accepted', finding: id, accepted: value });
  };
  const objections = shownStops(plan.data?.stops ?? [], decided);
  return (
    <WizardShell
      steps={steps}
      current="review"
      onStep={go}
      heading={`Review ${form.name.trim()}:${form.version.trim()}`}
      lead="Nothing has been written or fetched yet."
      {...(plan.data !== undefined && {
        next: {
          label: labelOf(form, stops, atWork),
          busy: build.isPending,
          note: atWork ? 'A build of this wizard is at work.' : stop,
          closed: stop !== undefined,
          onNext: start,
        },
      })}
    >
      {plan.isError && <ErrorView error={toErrorRecord(plan.error)} onRetry={() => void plan.refetch()} />}
      {plan.isPending && (
        <Panel>
          <Loading label="Planning the package" />
        </Panel>
      )}
      {objections.length > 0 && !plan.isError && (
        <Findings
          findings={objections}
          accepted={accepted}
          asked={asked}
          onAccept={accept}
          consequence="It runs as the user of this computer, with that user’s files and network."
        />
      )}
      {build.isError && <ErrorView error={toErrorRecord(build.error)} onRetry={start} />}
      {plan.data !== undefined && !plan.isError && <Plan plan={plan.data} form={form} />}
    </WizardShell>
  );
}

function labelOf({ product }: DraftForm, { blocks }: Stops, atWork: boolean): string {
  if (atWork) return 'Watch the build';
  if (blocks.length > 0) return 'Change the answers';
  return product === 'folder' ? 'Write the folder' : product === 'process' ? 'Make the package' : 'Build';
}

function Plan({ plan, form }: { readonly plan: PackagePlan; readonly form: DraftForm }) {
  const { size, requirements, files } = plan;
  const promises = stepPromises(form.product, plan.fastPath.possible && form.fastPath === 'auto');
  return (
    <>
      <Panel title="In short">
        <PlanFacts plan={plan} form={form} />
      </Panel>
      <div className={styles.columns}>
        <Panel title={`What will happen, in ${formatCount(promises.length, 'step')}`}>
          <ol className={styles.promises}>
            {promises.map(({ id, title, promise }) => (
              <li key={id}>
                <p className={styles.promiseTitle}>{title}</p>
                <p className={styles.promise}>{promise}</p>
              </li>
            ))}
          </ol>
        </Panel>
        <div className={styles.column}>
          <Panel
            title="Size of the image"
            actions={<span className={styles.about}>about {formatBytes(size.bytes)}</span>}
          >
            <SizeBar parts={sizeParts(size.bytes, size.parts)} label="Parts of the size" />
            <p className={styles.estimate}>
              Estimated from the installed sizes of the libraries, unpacked. A served conversion leaves the
              model’s own libraries out.
            </p>
          </Panel>
          <Panel flush title={formatCount(requirements.length, 'requirement')}>
            <Requirements requirements={requirements} />
          </Panel>
        </div>
      </div>
      <Panel flush title={`Build folder, ${formatCount(files.length, 'entry', 'entries')}`}>
        <PlannedFiles plan={plan} />
      </Panel>
    </>
  );
}

function PlanFacts({ plan, form }: { readonly plan: PackagePlan; readonly form: DraftForm }) {
  return (
    <Facts
      facts={[
        { title: 'Tag', value: <code translate="no">{plan.tag}</code> },
        { title: 'Ends with', value: productTitles[form.product] },
        { title: 'Python', value: <span title={plan.pythonReason}>{plan.python}</span> },
        { title: 'Platform', value: plan.platform },
        { title: 'Base image', value: <code translate="no">{plan.baseImage}</code> },
        { title: 'Fast path', value: plan.fastPath.reason, wide: true },
      ]}
    />
  );
}

function PlannedFiles({ plan: { files } }: { readonly plan: PackagePlan }) {
  const listed = files.map((file) => ({ ...file, path: file.path.replace(/\/$/, '') }));
  const initial = listed.some(({ path }) => path === 'Dockerfile') ? 'Dockerfile' : (listed[0]?.path ?? '');
  return (
    <FileBrowser files={listed} label="Files of the build folder" initial={initial}>
      {(path) => {
        const file = listed.find((one) => one.path === path);
        return (
          <FileText
            path={path}
            what={file?.what}
            text={file?.text}
            without={
              file?.bytes === undefined
                ? 'Written by the build: its text is not known yet.'
                : `${formatBytes(file.bytes)}, copied as it is.`
            }
          />
        );
      }}
    </FileBrowser>
  );
}
