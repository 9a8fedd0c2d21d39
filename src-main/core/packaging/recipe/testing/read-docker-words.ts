/** Reads the words behind an instruction as Docker does: double quotes, backslashes, variables (here: all unset) and line continuations. */
export function readDockerWords(text: string): string[] {
  const joined = text.replaceAll(/\\[ \t]*\n/g, '');
  const words: string[] = [];
  let [word, quoted] = ['', false];
  for (let index = 0; index < joined.length; index += 1) {
    const character = joined.charAt(index);
    const next = joined.charAt(index + 1);
    if (character === '\\' && (!quoted || '"\\$'.includes(next))) {
      word += next;
      index += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === '$') throw new Error('A variable would be put in here.');
    else if (/\s/.test(character) && !quoted) {
      if (word !== '') words.push(word);
      word = '';
    } else word += character;
  }
  if (quoted) throw new Error('The quotes are not closed.');
  return word === '' ? words : [...words, word];
}
