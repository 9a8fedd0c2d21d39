import type { Check, Verdict } from '../check.ts';
import { fromFact } from '../check.ts';
import type { CertificateFile } from '../facts.ts';

/** A certificate that ends within this many days is announced. */
const warnDays = 30;

export const networkChecks: readonly Check[] = [
  {
    id: 'proxy',
    category: 'network',
    title: 'Proxy',
    level: 'optional',
    neededFor: 'Reaching package registries and clouds from a company network',
    expected: 'None, or one that lets 127.0.0.1 and localhost pass',
    assess: fromFact(({ proxy }) => proxy, assessProxy),
  },
  {
    id: 'certificates',
    category: 'network',
    title: 'Extra certificate authorities',
    level: 'optional',
    neededFor:
      'Company networks that inspect TLS: Node, Python and image builds each need to trust the company’s authority',
    expected: 'None, or the same readable file for every program',
    assess: fromFact(({ certificates }) => certificates, assessCertificates),
  },
];

function assessProxy(variables: Readonly<Record<string, string>>): Verdict {
  const names = Object.keys(variables);
  const proxies = names.filter((name) => !/^no_proxy$/i.test(name));
  if (proxies.length === 0) return { status: 'pass', observed: 'None' };
  const observed = names.map((name) => `${name}=${variables[name] ?? ''}`).join('\n');
  const exceptions = names
    .filter((name) => /^no_proxy$/i.test(name))
    .flatMap((name) => (variables[name] ?? '').split(/[,\s]+/));
  const passes = (host: string) =>
    exceptions.some(
      (one) => one === host || one === '*' || (host.startsWith('127.') && one === '127.0.0.0/8'),
    );
  if (passes('127.0.0.1') && passes('localhost')) return { status: 'info', observed };
  const fix = {
    title: 'Let requests to this computer pass by the proxy.',
    command: 'export NO_PROXY="localhost,127.0.0.1${NO_PROXY:+,$NO_PROXY}"',
  };
  return {
    status: 'warn',
    observed: `${observed}\nRequests to this computer would go through the proxy.`,
    fixes: [fix],
  };
}

function assessCertificates(files: readonly CertificateFile[]): Verdict {
  if (files.length === 0) return { status: 'pass', observed: 'None' };
  const observed = files.map(describe).join('\n');
  const broken = files.find(({ state }) => state !== 'read');
  if (broken !== undefined) {
    const fix = {
      title: `Let ${broken.variable} name a readable PEM file, or unset it.`,
      command: `unset ${broken.variable}`,
    };
    return { status: 'warn', observed, fixes: [fix] };
  }
  const ending = files.find(({ endsInDays }) => endsInDays !== undefined && endsInDays < warnDays);
  if (ending !== undefined)
    return {
      status: 'warn',
      observed,
      fixes: [{ title: `Ask for a new file: a certificate in ${ending.path} ends soon or has ended.` }],
    };
  const node = files.find(({ variable }) => variable === 'NODE_EXTRA_CA_CERTS');
  const python = files.find(({ variable }) => variable !== 'NODE_EXTRA_CA_CERTS');
  if (node === undefined && python !== undefined)
    return {
      status: 'warn',
      observed,
      fixes: [
        { title: 'Give Node the same authorities.', command: `export NODE_EXTRA_CA_CERTS="${python.path}"` },
      ],
    };
  if (node !== undefined && python === undefined)
    return {
      status: 'warn',
      observed,
      fixes: [
        {
          title: 'Give Python and curl the same authorities.',
          command: `export SSL_CERT_FILE="${node.path}"`,
        },
      ],
    };
  return { status: 'info', observed };
}

function describe({ variable, path, state, certificates, firstEndsAt }: CertificateFile): string {
  const what = {
    read: `${certificates} ${certificates === 1 ? 'certificate' : 'certificates'}${firstEndsAt === undefined ? '' : `, the first ends ${firstEndsAt.slice(0, 10)}`}`,
    missing: 'the file does not exist',
    unreadable: 'the file cannot be read',
    'no-certificates': 'the file holds no certificate',
  }[state];
  return `${variable}=${path}: ${what}`;
}
