import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the checks look at: all of it as the client sent it. */
export interface Knock {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
}

export interface Access {
  /** A new secret for one page load. */
  readonly mintToken: () => string;
  /** Trades an unused token for the value of the session cookie; undefined for any other. */
  readonly exchange: (token: string) => string | undefined;
  /** True when the request names this server, comes from its own pages or from none, and carries the session. */
  readonly admits: (knock: Knock) => boolean;
  /** The part of `admits` that holds before there is a session. */
  readonly isForUs: (knock: Knock) => boolean;
  /** Browsers send an Origin with each WebSocket; one without is not from a page of ours. */
  readonly isFromOurPage: (knock: Knock) => boolean;
  readonly setCookie: (session: string) => string;
}

/**
 * Who may talk to the web host on `port`: requests to 127.0.0.1 or localhost by name (a rebound DNS name is neither),
 * from our own origin, with the session cookie that a one-time token was traded for.
 */
export function createAccess(port: number): Access {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const cookieName = `slipway-${port}`;
  const tokens = new Set<string>();
  const sessions = new Set<string>();

  const isForUs = ({ host, origin }: Knock) =>
    host !== undefined && hosts.includes(host) && (origin === undefined || origin === `http://${host}`);

  return {
    mintToken: () => {
      const token = randomBytes(32).toString('base64url');
      tokens.add(digest(token));
      return token;
    },
    exchange: (token) => {
      if (!removeEqual(tokens, digest(token))) return undefined;
      const session = randomBytes(32).toString('base64url');
      sessions.add(digest(session));
      return session;
    },
    isForUs,
    isFromOurPage: (knock) => knock.origin !== undefined && isForUs(knock),
    admits: (knock) => {
      return (
        isForUs(knock) &&
        cookieValues(knock.cookie, cookieName).some((session) => hasEqual(sessions, digest(session)))
      );
    },
    setCookie: (session) => `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

/** Secrets are kept and compared by digest: equal lengths, and nothing of use in a memory dump. */
function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function hasEqual(digests: ReadonlySet<string>, wanted: string): boolean {
  return find(digests, wanted) !== undefined;
}

function removeEqual(digests: Set<string>, wanted: string): boolean {
  const found = find(digests, wanted);
  return found !== undefined && digests.delete(found);
}

function find(digests: ReadonlySet<string>, wanted: string): string | undefined {
  const bytes = Buffer.from(wanted);
  return [...digests].find((one) => timingSafeEqual(Buffer.from(one), bytes));
}

/**
 * All values: cookies know no ports, so another program on this computer can plant one of the same name, which must
 * not lock the person out.
 */
function cookieValues(header: string | undefined, name: string): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.flatMap(([key, value]) => (key === name && value !== undefined ? [value] : []));
}
