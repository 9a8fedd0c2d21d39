import { observed } from './observed.ts';

type Handler = (request: Request) => Response | Promise<Response>;

interface Scheme {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}

/** Schemes that stand for an origin; only those can be shown to Chromium. */
export const standardSchemes = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly Scheme[]) => {
    observed.schemes.push(...schemes);
    for (const { scheme, privileges } of schemes)
      if (privileges?.['standard'] === true && privileges['secure'] === true) standardSchemes.add(scheme);
  },
  handle: (scheme: string, handler: Handler) => {
    if (!standardSchemes.has(scheme))
      throw new Error(`The double needs ${scheme} to be registered as standard and secure.`);
    handlers.set(scheme, handler);
  },
};

/** The program's answer to a request of its own scheme, or undefined when the scheme is not its own. */
export async function answerOf(address: string, method: string): Promise<Response | undefined> {
  const handler = handlers.get(URL.parse(address)?.protocol.slice(0, -1) ?? '');
  return handler?.(new Request(address, { method }));
}
