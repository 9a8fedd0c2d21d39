/**
 * Text that is safe to print: names of files, models and jobs come from elsewhere and could carry sequences that
 * move the cursor, rename the window or hide a line. Line ends and tabs stay.
 */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => (keeps.has(control) ? control : '�'));
}

const keeps: ReadonlySet<string> = new Set(['\n', '\r', '\t']);

const segments = new Intl.Segmenter();
/** Ideographs, kana, hangul and full-width forms take two columns; so do pictures. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
const empty = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Columns that a text takes in a terminal, after East Asian Width (Unicode Standard Annex 11). */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segments.segment(text))
    columns += empty.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  return columns;
}
