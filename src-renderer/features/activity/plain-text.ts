const escape = '\\u001b';
/** Colours and cursor moves; titles and links up to their end; everything else that starts with Escape. */
const sequences = new RegExp(
  [
    `${escape}\\[[0-?]*[ -/]*[@-~]`,
    `${escape}\\][^\\u0007${escape}]*(?:\\u0007|${escape}\\\\)?`,
    `${escape}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
/** Control characters except the tab. */
const controls = /[^\P{Cc}\t]/gu;

/** A line as it would stand on a terminal at last: without escape sequences, and with what a carriage return overwrote gone. */
export function plainText(line: string): string {
  const shown = line.replaceAll(sequences, '').replace(/\r+$/, '');
  return shown.slice(shown.lastIndexOf('\r') + 1).replaceAll(controls, '');
}
