import { Check } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { useCommands } from '../shell/commands.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { stepMarks, wizardReducer, type StepMark, type WizardStep } from './wizard.ts';
import styles from './wizard-shell.module.css';

export interface WizardShellProps<Id extends string> {
  readonly steps: readonly WizardStep<Id>[];
  readonly current: Id;
  readonly onStep: (step: Id) => void;
  readonly heading: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** The way on: a button that sends the form. Without one the step has acts of its own. */
  readonly next?: {
    readonly label: string;
    readonly busy?: boolean;
    /** Said beside the button. */
    readonly note?: string | undefined;
    /** The note is why the way on is closed. */
    readonly closed?: boolean;
    readonly onNext: () => void;
  };
}

/**
 * One step of a wizard: the way through it, its heading, its content, and the
 * acts below. Enter goes on, from any field and from the heading.
 */
export function WizardShell<Id extends string>(props: WizardShellProps<Id>) {
  const { steps, current, onStep, heading, lead, children, next } = props;
  const form = useRef<HTMLFormElement>(null);
  useCommands(
    next === undefined
      ? []
      : [
          {
            id: 'wizard next',
            label: next.label,
            keys: 'mod+enter',
            run: () => form.current?.requestSubmit(),
          },
        ],
  );
  const before = wizardReducer(steps, current, { type: 'back' });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (next?.busy !== true) next?.onNext();
  };
  return (
    <div className={styles.wizard}>
      <nav className={styles.nav} aria-label="Steps of the wizard">
        <StepNav steps={steps} current={current} onStep={onStep} />
      </nav>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <div>
          <h2 tabIndex={-1} className={styles.heading} data-step-heading onKeyDown={sendOnEnter}>
            {heading}
          </h2>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        <div className={styles.body}>{children}</div>
        {(next !== undefined || before !== current) && (
          <div className={styles.footer}>
            {before !== current && (
              <Button variant="quiet" className={styles.back} onClick={() => onStep(before)}>
                Back
              </Button>
            )}
            {next?.note !== undefined && (
              <p id="way-on" className={styles.reason}>
                {next.note}
              </p>
            )}
            {next !== undefined && (
              <Button
                type="submit"
                variant={next.closed === true ? 'secondary' : 'primary'}
                busy={next.busy ?? false}
                shortcut="mod+enter"
                aria-describedby={next.note === undefined ? undefined : 'way-on'}
              >
                {next.label}
              </Button>
            )}
          </div>
        )}
      </form>
    </div>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
  if (plain && event.target === event.currentTarget) event.currentTarget.closest('form')?.requestSubmit();
}

interface StepNavProps<Id extends string> {
  readonly steps: readonly WizardStep<Id>[];
  readonly current: Id;
  readonly onStep: (step: Id) => void;
}

const markWords: Readonly<Record<StepMark, string>> = {
  done: 'done',
  current: 'current step',
  open: 'open',
  closed: 'not open yet',
};

function StepNav<Id extends string>({ steps, current, onStep }: StepNavProps<Id>) {
  const marks = stepMarks(steps, current);
  return (
    <ol className={styles.steps}>
      {steps.map(({ id, title, closed }, index) => {
        const mark = marks[index] ?? 'closed';
        return (
          <li key={id} className={classNames(styles.item, styles[mark])}>
            <button
              type="button"
              className={styles.step}
              aria-current={mark === 'current' ? 'step' : undefined}
              aria-disabled={mark === 'closed' || undefined}
              title={mark === 'closed' ? closed : undefined}
              onClick={() => onStep(wizardReducer(steps, current, { type: 'go', step: id }))}
            >
              <span className={styles.mark} aria-hidden>
                {mark === 'done' ? <Check size={14} /> : index + 1}
              </span>
              <span className={styles.name}>
                {title}
                <span className="visually-hidden">, {markWords[mark]}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
