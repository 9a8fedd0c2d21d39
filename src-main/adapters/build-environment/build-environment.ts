import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import type { BuildEnvironment } from '../../core/packaging/build-ports.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Passed on in both spellings, since programs inside the build read one or the other. */
const passedOn = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];
/** Files by which this computer's programs are told of further authorities. */
const bundles = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'PIP_CERT'];

/** Where this computer's pip takes packages from, in pip's own words. */
export interface PackageIndex {
  readonly index?: string;
  readonly extraIndexes: readonly string[];
  readonly trustedHosts: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
}

/** The network settings of this computer, from its environment variables, its pip and its store of certificates. */
export function createBuildEnvironment(
  variables: Variables,
  packageIndex: () => Promise<PackageIndex>,
): BuildEnvironment {
  return {
    buildArguments: async () => ({ ...proxies(variables), ...indexArguments(await packageIndex()) }),
    certificates: () => furtherAuthorities(variables),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

function proxies(variables: Variables): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of passedOn) {
    const value = variables[name] ?? variables[name.toLowerCase()];
    if (value === undefined || value === '') continue;
    found[name] = value;
    found[name.toLowerCase()] = value;
  }
  return found;
}

/** The Dockerfile's arguments for the package index. */
function indexArguments({
  index,
  extraIndexes,
  trustedHosts,
  timeout,
}: PackageIndex): Record<string, string> {
  return {
    ...(index !== undefined && { PIP_INDEX_URL: index }),
    ...(extraIndexes.length > 0 && { PIP_EXTRA_INDEX_URL: extraIndexes.join(' ') }),
    ...(trustedHosts.length > 0 && { PIP_TRUSTED_HOST: trustedHosts.join(' ') }),
    ...(timeout !== undefined && { PIP_DEFAULT_TIMEOUT: String(timeout) }),
  };
}

/**
 * Authorities of the system's store and of the named bundles, without those that Mozilla's public list has. A file that
 * cannot be read counts as empty: the checks of this computer report it.
 */
async function furtherAuthorities(variables: Variables): Promise<string[]> {
  const paths = new Set(bundles.flatMap((name) => variables[name] ?? []).filter((path) => path !== ''));
  const texts = await Promise.all([...paths].map((path) => readFile(path, 'utf8').catch(() => '')));
  const further = [...getCACertificates('system'), ...texts.flatMap(split)];
  const known = new Set(getCACertificates('bundled').flatMap(fingerprint));
  const found = new Map<string, string>();
  for (const pem of further) {
    const [print] = fingerprint(pem);
    if (print !== undefined && !known.has(print)) found.set(print, `${pem.trim()}\n`);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pem]) => pem);
}

function split(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function fingerprint(pem: string): string[] {
  try {
    return [new X509Certificate(pem).fingerprint256];
  } catch {
    return [];
  }
}
