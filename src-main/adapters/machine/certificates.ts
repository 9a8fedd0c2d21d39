import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertificateFile } from '../../core/doctor/facts.ts';
import type { Environment } from './machine.ts';

/** Variables by which Node, OpenSSL, requests, curl and pip are told of further authorities. */
const variables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
];
const day = 86_400_000;

export async function readCertificates(
  environment: Environment,
  now = Date.now(),
): Promise<CertificateFile[]> {
  const named = variables.flatMap((variable) => {
    const path = environment[variable];
    return path === undefined || path === '' ? [] : [{ variable, path }];
  });
  return Promise.all(named.map(({ variable, path }) => readFileOf(variable, path, now)));
}

async function readFileOf(variable: string, path: string, now: number): Promise<CertificateFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const state = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    return { variable, path, state, certificates: 0 };
  }
  const ends =
    text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)?.flatMap(endOf) ?? [];
  if (ends.length === 0) return { variable, path, state: 'no-certificates', certificates: 0 };
  // A bundle of a whole system always holds some that have ended; what counts is a short company file.
  if (ends.length > 20) return { variable, path, state: 'read', certificates: ends.length };
  const first = Math.min(...ends);
  const endsInDays = Math.floor((first - now) / day);
  return {
    variable,
    path,
    state: 'read',
    certificates: ends.length,
    firstEndsAt: new Date(first).toISOString(),
    endsInDays,
  };
}

function endOf(pem: string): number[] {
  try {
    return [Date.parse(new X509Certificate(pem).validTo)];
  } catch {
    return [];
  }
}
