/** Import folders whose tests are large (3 to 39 MB each) and never imported, by distribution. */
const folders: Readonly<Record<string, string>> = {
  numpy: 'numpy',
  scipy: 'scipy',
  'scikit-learn': 'sklearn',
  pandas: 'pandas',
  pyarrow: 'pyarrow',
  matplotlib: 'matplotlib',
  spacy: 'spacy',
};

/** Folders below which `tests` can go, for the distributions that have large ones. */
export function foldersWithTests(distributions: readonly string[]): string[] {
  return distributions.flatMap((name) => folders[name] ?? []);
}

export function hasTestsRemoved(distribution: string): boolean {
  return folders[distribution] !== undefined;
}
