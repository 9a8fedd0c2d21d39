import { Ban, CircleCheck, Info, ShieldAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import type { Finding } from '@contract/inspection.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { severityWords } from '../words.ts';
import { groupFindings } from './finding-groups.ts';
import styles from './findings.module.css';

const looks: Readonly<Record<Finding['severity'], { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  blocks: { icon: Ban, tone: 'bad' },
  accept: { icon: ShieldAlert, tone: 'bad' },
  warns: { icon: TriangleAlert, tone: 'warn' },
  info: { icon: Info, tone: 'info' },
};

export interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly accepted: readonly string[];
  /** The person tried to go on: what is missing is marked. */
  readonly asked: boolean;
  readonly onAccept: (finding: string, accepted: boolean) => void;
  /** What accepting leads to. */
  readonly consequence: string;
}

/** What the inspection has to say, by what it means for packaging. */
export function Findings({ findings, accepted, asked, onAccept, consequence }: FindingsProps) {
  if (findings.length === 0)
    return (
      <p className={styles.clean}>
        <CircleCheck size={18} aria-hidden /> Nothing about this model needs attention.
      </p>
    );
  return (
    <Panel flush title={formatCount(findings.length, 'finding')}>
      {groupFindings(findings).map(({ severity, findings: members }) => (
        <section key={severity} className={styles.group} aria-label={severityWords[severity].title}>
          <p className={styles.severity}>
            <Badge tone={looks[severity].tone} icon={looks[severity].icon}>
              {severityWords[severity].title}
            </Badge>
            <span>{severityWords[severity].meaning}</span>
          </p>
          <ul>
            {members.map((finding) => (
              <li key={finding.id} className={styles.finding}>
                <h3 className={styles.title}>{finding.title}</h3>
                <p className={styles.observed}>{finding.observed}</p>
                <p className={styles.fix}>
                  {severity !== 'info' && <span className={styles.label}>What to do</span>} {finding.fix}
                </p>
                {severity === 'accept' && (
                  <Acceptance
                    finding={finding}
                    accepted={accepted.includes(finding.id)}
                    missing={asked && !accepted.includes(finding.id)}
                    onAccept={onAccept}
                    consequence={consequence}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

/** Leads to the first finding that waits for a decision. */
export function focusUndecided(): void {
  document.querySelector<HTMLElement>('main [data-undecided]')?.focus();
}

interface AcceptanceProps {
  readonly finding: Finding;
  readonly accepted: boolean;
  readonly missing: boolean;
  readonly onAccept: FindingsProps['onAccept'];
  readonly consequence: string;
}

function Acceptance({ finding: { id, title }, accepted, missing, onAccept, consequence }: AcceptanceProps) {
  const own = useId();
  return (
    <div className={classNames(styles.acceptance, missing && styles.missing)}>
      <input
        id={own}
        type="checkbox"
        className={styles.check}
        checked={accepted}
        data-undecided={accepted ? undefined : ''}
        aria-describedby={missing ? `${own}-missing` : undefined}
        aria-invalid={missing || undefined}
        onChange={(event) => onAccept(id, event.target.checked)}
      />
      <label htmlFor={own}>
        I know where this model comes from and accept it. <span className="visually-hidden">{title}.</span>
        <span className={styles.consequence}>{consequence}</span>
      </label>
      {missing && (
        <p id={`${own}-missing`} className={styles.need}>
          Accept it, or choose another model.
        </p>
      )}
    </div>
  );
}
