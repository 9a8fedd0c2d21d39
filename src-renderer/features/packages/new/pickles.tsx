import { CircleCheck, CircleHelp, ShieldAlert, type LucideIcon } from 'lucide-react';
import type { PickleFacts } from '@contract/inspection.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { Disclosure } from '../disclosure.tsx';
import styles from '../table.module.css';

type Verdict = PickleFacts['globals'][number]['verdict'];

const verdicts: Readonly<
  Record<Verdict, { readonly word: string; readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  dangerous: { word: 'Dangerous', tone: 'bad', icon: ShieldAlert },
  unknown: { word: 'Not known', tone: 'warn', icon: CircleHelp },
  known: { word: 'Known', tone: 'neutral', icon: CircleCheck },
};
const order: readonly Verdict[] = ['dangerous', 'unknown', 'known'];

/** What each pickle would import when it is loaded, the dangerous first. Nothing for models without one. */
export function Pickles({ pickles }: { readonly pickles: readonly PickleFacts[] }) {
  if (pickles.length === 0) return null;
  const globals = pickles.flatMap((pickle) => pickle.globals);
  const count = (verdict: Verdict) => globals.filter((one) => one.verdict === verdict).length;
  const [dangerous, unknown] = [count('dangerous'), count('unknown')];
  const note = [
    formatCount(pickles.length, 'pickle'),
    ...(dangerous > 0 ? [`${dangerous} dangerous`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(dangerous + unknown === 0 ? [`all ${formatCount(globals.length, 'import')} known`] : []),
  ].join(', ');
  return (
    <Disclosure summary="What loading it imports" note={note} open={dangerous > 0}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Imports of the pickles, a table">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Global</th>
              <th scope="col">Verdict</th>
              <th scope="col" className={styles.number}>
                Calls
              </th>
              <th scope="col">Pickle</th>
            </tr>
          </thead>
          <tbody>
            {pickles.flatMap(({ path, protocol, globals: own }) =>
              own
                .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
                .map(({ name, verdict, calls, arguments: given }) => (
                  <tr key={`${path} ${name}`}>
                    <td>
                      <code className={styles.long} translate="no">
                        {name}
                      </code>
                      {given !== undefined && (
                        <div className={styles.quiet}>
                          with <code translate="no">{given}</code>
                        </div>
                      )}
                    </td>
                    <td>
                      <Badge tone={verdicts[verdict].tone} icon={verdicts[verdict].icon}>
                        {verdicts[verdict].word}
                      </Badge>
                    </td>
                    <td className={styles.number}>{formatNumber(calls)}</td>
                    <td className={styles.quiet}>
                      <code translate="no">{path}</code>, protocol {protocol}
                    </td>
                  </tr>
                )),
            )}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}
