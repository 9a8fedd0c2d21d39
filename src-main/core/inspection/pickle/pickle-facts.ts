import type { PickleFacts } from '../../../contract/inspection.ts';
import { describeArguments } from './describe-value.ts';
import { judgeGlobal } from './judge-global.ts';
import type { PickleWalk } from './walk-pickle.ts';

/** Globals listed of one pickle; dangerous ones come first. */
const shown = 200;
const order = ['dangerous', 'unknown', 'known'];

/** The globals of a walk with what is thought of each, the dangerous first. `trusted` names what the format itself brings. */
export function pickleFacts(
  path: string,
  { protocol, globals }: Pick<PickleWalk, 'protocol' | 'globals'>,
  trusted: (module: string) => boolean = () => false,
): PickleFacts {
  const judged = globals.map(({ module, name, calls, firstArguments }) => {
    const verdict = trusted(module) ? 'known' : judgeGlobal(module, name);
    const told = verdict === 'dangerous' && firstArguments !== undefined;
    return {
      name: `${module}.${name}`.slice(0, 300),
      verdict,
      calls,
      ...(told && { arguments: describeArguments(firstArguments) }),
    };
  });
  const sorted = judged.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return { path, protocol, globals: sorted.slice(0, shown) };
}
