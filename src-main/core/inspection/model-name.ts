/** The last part of a path of either system. */
export function nameOfInput(path: string): string {
  return (
    path
      .split(/[\\/]+/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}

const endings =
  /\.(tar\.gz|tgz|zip|onnx|pkl|pickle|joblib|sav|skops|json|ubj|txt|cbm|keras|h5|hdf5|pt2?|pth|safetensors|py|bin|gz|z|bz2|xz|lzma|lz4)$/i;
/** Names that say nothing of the model: the folder's name says more. */
const plain = /^(model|models|artifacts?|predict|inference|score|pipeline|output|saved-model|code)$/;

/** A name for the model's package: lower-case letters, digits and dashes, at most 63. */
export function suggestName(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const [last = '', above = ''] = parts.toReversed().map(cleaned);
  const name = plain.test(last) && above !== '' && !plain.test(above) ? above : last;
  return name === '' ? 'model' : name;
}

function cleaned(part: string): string {
  let name = part;
  while (endings.test(name)) name = name.replace(endings, '');
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}
