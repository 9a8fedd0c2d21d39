import type { Environment } from './environment.ts';

const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/** Proxy variables that are set, in either spelling, without user names and passwords. */
export function readProxy(environment: Environment): Record<string, string> {
  const spellings = names.flatMap((name) => [name, name.toLowerCase()]);
  const found = spellings.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === '' ? [] : [[name, withoutCredentials(value)] as const];
  });
  return Object.fromEntries(found);
}

/** Everything up to the last `@` goes: a password that was not encoded may hold any character. */
function withoutCredentials(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1');
}
