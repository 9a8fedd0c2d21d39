import type { Fix } from '../../../contract/checks.ts';
import { fromFact, setVariables, unsetVariable, type Check, type Platform, type Verdict } from '../check.ts';
import type { CertificateFile, MachineFacts } from '../facts.ts';

/** A certificate that ends within this many days is announced. */
const warnDays = 30;
/** A file with more certificates than this is the bundle of a whole system: it holds the public authorities as well. */
const mostOwn = 20;

/**
 * Who reads which variables; the first is the one to set. Node adds the file to the authorities it knows; the others use the file in their place.
 * https://nodejs.org/api/cli.html#node_extra_ca_certsfile, https://requests.readthedocs.io (SSL Cert Verification),
 * https://curl.se/docs/sslcerts.html, https://pip.pypa.io/en/stable/topics/https-certificates/
 */
const readers = [
  { name: 'Node', variables: ['NODE_EXTRA_CA_CERTS'] },
  { name: 'Python', variables: ['SSL_CERT_FILE'] },
  { name: 'Python requests', variables: ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'] },
  { name: 'pip', variables: ['REQUESTS_CA_BUNDLE', 'PIP_CERT', 'CURL_CA_BUNDLE'] },
  { name: 'curl', variables: ['SSL_CERT_FILE', 'CURL_CA_BUNDLE'] },
] as const;

export const certificatesCheck: Check = {
  id: 'certificates',
  category: 'network',
  title: 'Extra certificate authorities',
  level: 'optional',
  neededFor:
    'Company networks that inspect TLS: Node, Python, pip and curl each need to trust the company’s authority',
  expected: 'None, or readable files for every program',
  assess: fromFact(({ certificates }) => certificates, assessCertificates),
};

function assessCertificates(files: readonly CertificateFile[], { platform }: MachineFacts): Verdict {
  if (files.length === 0) return { status: 'pass', observed: 'None' };
  const observed = [...Map.groupBy(files, ({ path }) => path).values()].map(describe).join('\n');
  const fixes = [...brokenFixes(files, platform), ...endingFixes(files), ...missingFixes(files, platform)];
  return fixes.length === 0 ? { status: 'info', observed } : { status: 'warn', observed, fixes };
}

function brokenFixes(files: readonly CertificateFile[], platform: Platform): Fix[] {
  return files
    .filter(({ state }) => state !== 'read')
    .map(({ variable }) => ({
      title: `Let ${variable} name a readable PEM file, or unset it.`,
      command: unsetVariable(variable, platform),
    }));
}

/** The bundle of a system always holds authorities that have ended; in a company's own file one is news. */
function endingFixes(files: readonly CertificateFile[]): Fix[] {
  const ending = files.filter(
    ({ certificates, endsInDays }) =>
      certificates <= mostOwn && endsInDays !== undefined && endsInDays < warnDays,
  );
  return [...new Set(ending.map(({ path }) => path))].map((path) => ({
    title: `Ask for a new file in place of ${path}: a certificate in it ends soon or has ended.`,
  }));
}

/** Programs that are not told of an authority which another one is told of. */
function missingFixes(files: readonly CertificateFile[], platform: Platform): Fix[] {
  const readable = files.filter(({ state }) => state === 'read');
  const fullest = readable.toSorted((a, b) => b.certificates - a.certificates)[0];
  if (fullest === undefined) return [];
  const named = new Set(files.map(({ variable }) => variable));
  const missing = readers.filter(({ variables }) => !variables.some((one) => named.has(one)));
  if (missing.length === 0) return [];
  const adding = missing.filter(({ name }) => name === 'Node');
  const replacing = missing.filter(({ name }) => name !== 'Node');
  return [
    ...adding.map(({ variables: [variable] }) => ({
      title: 'Tell Node of the same authorities.',
      command: setVariables({ [variable]: fullest.path }, platform),
    })),
    ...(replacing.length === 0 ? [] : [replacingFix(replacing, fullest, platform)]),
  ];
}

const systemBundles: Readonly<Partial<Record<Platform, string>>> = {
  linux: '/etc/ssl/certs/ca-certificates.crt',
  darwin: '/etc/ssl/cert.pem',
};

function replacingFix(
  missing: readonly (typeof readers)[number][],
  { path, certificates }: CertificateFile,
  platform: Platform,
): Fix {
  const names = missing.map(({ name }) => name).join(', ');
  const set = (file: string) => {
    const variables = [...new Set(missing.map(({ variables: [variable] }) => variable))];
    return setVariables(Object.fromEntries(variables.map((variable) => [variable, file])), platform);
  };
  if (certificates > mostOwn) return { title: `Tell ${names} of the same authorities.`, command: set(path) };
  const title = `Tell ${names} of the same authorities, in a file that holds the public ones as well.`;
  const system = systemBundles[platform];
  if (system === undefined) return { title };
  return { title, command: `cat ${system} "${path}" > ~/ca-bundle.pem && ${set('$HOME/ca-bundle.pem')}` };
}

/** Several variables often name the same file. */
function describe(files: readonly CertificateFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  const { path, state, certificates, firstEndsAt } = first;
  const own = certificates <= mostOwn && firstEndsAt !== undefined;
  const end = own ? `, the first ends ${firstEndsAt.slice(0, 10)}` : '';
  const what = {
    read: `${certificates} ${certificates === 1 ? 'certificate' : 'certificates'}${end}`,
    missing: 'the file does not exist',
    unreadable: 'the file cannot be read',
    'no-certificates': 'the file holds no certificate',
  }[state];
  return `${files.map(({ variable }) => variable).join(', ')}: ${path}, ${what}`;
}
