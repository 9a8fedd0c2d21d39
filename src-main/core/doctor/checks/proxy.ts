import { fromFact, setVariables, type Check, type Verdict } from '../check.ts';
import type { MachineFacts } from '../facts.ts';

export const proxyCheck: Check = {
  id: 'proxy',
  category: 'network',
  title: 'Proxy',
  level: 'optional',
  neededFor: 'Reaching package registries and clouds from a company network',
  expected: 'None, or one that lets 127.0.0.1 and localhost pass',
  assess: fromFact(({ proxy }) => proxy, assessProxy),
};

/** Requests to this computer must not go to the proxy: model servers listen on 127.0.0.1. */
function assessProxy(variables: Readonly<Record<string, string>>, { platform }: MachineFacts): Verdict {
  const names = Object.keys(variables);
  if (names.every(isException)) return { status: 'pass', observed: 'None' };
  const observed = names.map((name) => `${name}=${variables[name] ?? ''}`).join('\n');
  const exceptions = names.filter(isException).flatMap((name) => (variables[name] ?? '').split(/[,\s]+/));
  if (passes('127.0.0.1', exceptions) && passes('localhost', exceptions)) return { status: 'info', observed };
  const before = exceptions.filter((one) => one !== '');
  const wanted = [...new Set(['localhost', '127.0.0.1', ...before])].join(',');
  return {
    status: 'warn',
    observed: `${observed}\nRequests to this computer would go to the proxy.`,
    fixes: [
      {
        title: 'Let requests to this computer pass by the proxy.',
        command: setVariables({ NO_PROXY: wanted }, platform),
      },
    ],
  };
}

function isException(name: string): boolean {
  return name.toUpperCase() === 'NO_PROXY';
}

function passes(host: string, exceptions: readonly string[]): boolean {
  return exceptions.some(
    (one) => one === host || one === '*' || (host.startsWith('127.') && one === '127.0.0.0/8'),
  );
}
