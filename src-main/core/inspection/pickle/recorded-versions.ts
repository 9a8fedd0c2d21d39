import { objectsIn } from './objects-in.ts';
import { attributeOf, classOf, textOf } from './pickle-value.ts';
import type { PickleWalk } from './walk-pickle.ts';

/** Attributes in which libraries record the version that wrote an object, with the distribution. */
const recorded = [
  ['_sklearn_version', 'scikit-learn'],
  ['__version__', undefined],
] as const;

/**
 * Versions that a pickle records, by distribution. Where NumPy's is not recorded, the names of its modules still tell a version
 * before 2 from one after; that becomes a range in `numpy`.
 */
export function recordedVersions({
  root,
  globals,
}: Pick<PickleWalk, 'root' | 'globals'>): Record<string, string> {
  const versions: Record<string, string> = {};
  for (const object of objectsIn(root)) {
    const library = classOf(object)?.split('.')[0];
    for (const [key, distribution] of recorded) {
      const version = textOf(attributeOf(object, key));
      const name = distribution ?? library;
      if (version !== undefined && name !== undefined && isVersion(version)) versions[name] ??= version;
    }
  }
  const modules = globals.map(({ module }) => module);
  if (modules.some((module) => module.startsWith('numpy._core'))) versions['numpy'] ??= '>=2';
  else if (modules.some((module) => module.startsWith('numpy.core'))) versions['numpy'] ??= '<2';
  return versions;
}

export function isVersion(text: string): boolean {
  return /^\d+(\.\d+)*([a-z0-9.+-]*)$/i.test(text) && text.length < 40;
}
