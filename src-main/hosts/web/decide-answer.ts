import type { Access, Knock } from './access.ts';

export interface Asked {
  readonly method: string | undefined;
  /** The request target as it was sent. */
  readonly target: string | undefined;
  readonly knock: Knock;
}

export type Answer =
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 405 }
  | { readonly kind: 'welcome'; readonly session: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asset'; readonly path: string };

const refuse = (status: 400 | 403 | 405): Answer => ({ kind: 'refuse', status });

/** Serves the built renderer to browsers with a session, trades tokens for one, and refuses everything else. */
export function decideAnswer(access: Access, { method, target, knock }: Asked): Answer {
  if (!access.isForUs(knock)) return refuse(403);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  const url = parseTarget(target);
  if (url === undefined) return refuse(400);
  // Browsers ask for it by themselves, also for pages without a session; pages of ours name their icon.
  if (url.path === '/favicon.ico') return { kind: 'nothing' };
  const token = url.path === '/' ? url.query.get('token') : null;
  if (token !== null) {
    // Looking at an address, as link previews do, must not use it up.
    const session = method === 'GET' ? access.exchange(token) : undefined;
    if (session !== undefined) return { kind: 'welcome', session };
    // The used address, opened again in the browser that used it, is no reason to shut the person out.
    return access.admits(knock) ? { kind: 'redirect', location: '/' } : refuse(403);
  }
  if (!access.admits(knock)) return refuse(403);
  if (url.path === '/__gallery') return { kind: 'redirect', location: '/#/__gallery' };
  return { kind: 'asset', path: url.path };
}

function parseTarget(target: string | undefined): { path: string; query: URLSearchParams } | undefined {
  if (target?.startsWith('/') !== true) return undefined;
  // The raw path, not URL's normalised one: containment is decided on what the client sent.
  const [path = '/', query = ''] = target.split('?', 2);
  return { path, query: new URLSearchParams(query) };
}
