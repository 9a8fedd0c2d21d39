import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './run-program.ts';

/** Where packages come from, as this computer's pip is told. Addresses may hold passwords. */
export interface PipSettings {
  readonly index?: string;
  readonly extraIndexes: readonly string[];
  /** A file with certificate authorities. */
  readonly certificates?: string;
  readonly trustedHosts: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
}

/** Environment variables first, then pip's own files, the nearest to the person first: pip's order. */
export async function readPipSettings(environment: Environment): Promise<PipSettings> {
  const files = await Promise.all(configurationFiles(environment).map(readConfiguration));
  const value = (name: string): string | undefined => {
    const own = environment[`PIP_${name.toUpperCase().replaceAll('-', '_')}`];
    if (own !== undefined && own !== '') return own;
    return files.map((file) => file.get(name)).find((found) => found !== undefined && found !== '');
  };
  const list = (name: string) => (value(name) ?? '').split(/\s+/).filter((one) => one !== '');
  const [index, certificates] = [value('index-url'), value('cert') ?? environment['SSL_CERT_FILE']];
  const timeout = Number(value('default-timeout') ?? value('timeout'));
  return {
    ...(index !== undefined && { index }),
    extraIndexes: list('extra-index-url'),
    ...(certificates !== undefined && certificates !== '' && { certificates }),
    trustedHosts: list('trusted-host'),
    ...(Number.isFinite(timeout) && timeout > 0 && { timeout }),
  };
}

/**
 * The same for uv, as environment variables, so that no password stands in a list of processes. A `find-links` of pip is
 * left out on purpose: a lock must not name files that only this computer has; a package's wheel folder is for that.
 */
export function uvEnvironment(settings: PipSettings, environment: Environment): Environment {
  const { index, extraIndexes, certificates, trustedHosts, timeout } = settings;
  const rest = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !notForUv.includes(name.toUpperCase())),
  );
  return {
    // The certificates of the system count where nothing else is said: a company puts its own there.
    UV_SYSTEM_CERTS: '1',
    UV_NATIVE_TLS: '1',
    ...rest,
    ...(index !== undefined && rest['UV_DEFAULT_INDEX'] === undefined && { UV_DEFAULT_INDEX: index }),
    ...(extraIndexes.length > 0 && rest['UV_INDEX'] === undefined && { UV_INDEX: extraIndexes.join(' ') }),
    ...(certificates !== undefined && { SSL_CERT_FILE: certificates }),
    ...(trustedHosts.length > 0 && { UV_INSECURE_HOST: trustedHosts.join(' ') }),
    ...(timeout !== undefined && { UV_HTTP_TIMEOUT: String(Math.ceil(timeout)) }),
    UV_PYTHON_DOWNLOADS: 'never',
    UV_NO_PROGRESS: '1',
    NO_COLOR: '1',
  };
}

/**
 * Lines of uv that say nothing to a person: two generations of it read two names for one setting and complain about the
 * other, and nothing is built here with the Python it found.
 */
export function isNoise(line: string): boolean {
  return /UV_NATIVE_TLS|UV_SYSTEM_CERTS|will be used to build dependencies instead/.test(line);
}

/** Settings that would make the same request answer differently on another computer. */
const notForUv = [
  'UV_FIND_LINKS',
  'UV_RESOLUTION',
  'UV_PRERELEASE',
  'UV_EXCLUDE_NEWER',
  'UV_CONSTRAINT',
  'UV_OVERRIDE',
  'UV_REQUIRE_HASHES',
  'UV_PYTHON',
  'UV_SYSTEM_PYTHON',
  'UV_NO_INDEX',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
];

/** pip reads them all; the first that names a setting has it. */
function configurationFiles(environment: Environment): string[] {
  const explicit = environment['PIP_CONFIG_FILE'];
  if (explicit === '/dev/null' || explicit === 'nul') return [];
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homedir();
  const own =
    process.platform === 'win32'
      ? [join(environment['APPDATA'] ?? home, 'pip', 'pip.ini'), join(home, 'pip', 'pip.ini')]
      : [
          join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip', 'pip.conf'),
          join(home, '.pip', 'pip.conf'),
          ...(process.platform === 'darwin'
            ? [join(home, 'Library', 'Application Support', 'pip', 'pip.conf')]
            : []),
        ];
  const everybody =
    process.platform === 'win32'
      ? [join(environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'pip', 'pip.ini')]
      : ['/etc/xdg/pip/pip.conf', '/etc/pip.conf'];
  return [...(explicit === undefined ? [] : [explicit]), ...own, ...everybody];
}

async function readConfiguration(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return parseConfiguration(text);
}

/** The sections `[global]` and `[install]` of an INI file of pip; lines that begin with a blank continue the one before. */
export function parseConfiguration(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let [section, name] = ['', ''];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const heading = /^\[([^\]]*)\]/.exec(line)?.[1];
    if (heading !== undefined) [section, name] = [heading.trim(), ''];
    else if (section !== 'global' && section !== 'install') continue;
    else if (/^\s/.test(line) && name !== '')
      found.set(name, `${found.get(name) ?? ''} ${line.trim()}`.trim());
    else {
      const [, key = '', value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      name = key.trim().replaceAll('_', '-');
      if (name !== '') found.set(name, value.trim());
    }
  }
  return found;
}
