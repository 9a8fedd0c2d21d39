import type { Package, SmokeRun } from '@contract/packages.ts';
import { formatCount } from '../../ui/format.ts';

export interface SmokeVerdict {
  readonly tone: 'ok' | 'bad' | 'neutral';
  readonly word: string;
}

/** What the run of the sample came to. */
export function smokeVerdict(smoke: SmokeRun | undefined): SmokeVerdict {
  if (smoke === undefined) return { tone: 'neutral', word: 'Not run' };
  const failed = smoke.checks.filter(({ passed }) => !passed).length;
  return failed === 0
    ? { tone: 'ok', word: `${formatCount(smoke.checks.length, 'check')} passed` }
    : { tone: 'bad', word: `${failed} of ${formatCount(smoke.checks.length, 'check')} failed` };
}

/** `penguin-mass:3`. */
export function versioned({ name, version }: Pick<Package, 'name' | 'version'>): string {
  return `${name}:${version}`;
}

/** The tag of the image, or the one that it would get. */
export function tagOf({ image, name, version }: Pick<Package, 'image' | 'name' | 'version'>): string {
  return image?.tag ?? `slipway/${name}:${version}`;
}

export interface RunLine {
  readonly title: string;
  readonly line: string;
}

/** Commands that run the package without Slipway, in order. */
export function runLines(of: Pick<Package, 'image' | 'name' | 'version' | 'folder' | 'platform'>): RunLine[] {
  const tag = tagOf(of);
  const build = {
    title: 'Build the image from its folder',
    line: `docker build --platform ${of.platform} -t ${tag} ${quoted(of.folder)}`,
  };
  return [
    ...(of.image === undefined ? [build] : []),
    { title: 'Run it', line: `docker run --rm --read-only --tmpfs /tmp -p 8080:8080 ${tag}` },
    { title: 'Ask whether it is ready', line: 'curl -i http://127.0.0.1:8080/ping' },
  ];
}

/** A path as one word of a shell. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** The first characters of a hash, enough to tell it from others. */
export function shortHash(hash: string): string {
  return hash.replace(/^sha256:/, '').slice(0, 12);
}

/** The name of a file or folder at the end of a path of any platform. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
