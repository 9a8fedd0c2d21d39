import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertificateFile } from '../../core/doctor/facts.ts';
import type { Environment } from './environment.ts';

/** Variables by which Node, OpenSSL, requests, curl and pip are told of further authorities. */
const variables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
];
const day = 86_400_000;

type Contents = Omit<CertificateFile, 'variable' | 'path'>;

/** Reads each file once, though several variables may name it. */
export async function readCertificates(
  environment: Environment,
  now: number,
  signal?: AbortSignal,
): Promise<CertificateFile[]> {
  const files = new Map<string, Promise<Contents>>();
  const read = (path: string) => {
    const reading = files.get(path) ?? readContents(path, now, signal);
    files.set(path, reading);
    return reading;
  };
  const named = variables.flatMap((variable) => {
    const path = environment[variable];
    return path === undefined || path === '' ? [] : [{ variable, path }];
  });
  return Promise.all(named.map(async (one) => ({ ...one, ...(await read(one.path)) })));
}

async function readContents(path: string, now: number, signal?: AbortSignal): Promise<Contents> {
  let text: string;
  try {
    text = await readFile(path, { encoding: 'utf8', ...(signal && { signal }) });
  } catch (error) {
    const state = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    return { state, certificates: 0 };
  }
  const ends =
    text
      .match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g)
      ?.flatMap(endOf) ?? [];
  if (ends.length === 0) return { state: 'no-certificates', certificates: 0 };
  const first = Math.min(...ends);
  return {
    state: 'read',
    certificates: ends.length,
    firstEndsAt: new Date(first).toISOString(),
    endsInDays: Math.floor((first - now) / day),
  };
}

function endOf(pem: string): number[] {
  try {
    return [Date.parse(new X509Certificate(pem).validTo)];
  } catch {
    return [];
  }
}
