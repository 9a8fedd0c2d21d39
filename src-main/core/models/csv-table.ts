import { AppError } from '../app-error.ts';

/**
 * The records of a CSV text (RFC 4180: quoted fields may hold commas, line breaks and doubled quotes), without empty
 * lines. Throws `rows.shape` for a quote that is never closed or stands inside a field.
 */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { field, end } = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    record.push(field);
    at = end;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length) continue;
      record.push('');
    }
    const empty = record.length === 1 && record[0] === '';
    if (!empty) records.push(record);
    record = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

const plain = /[^,\r\n]*/y;

function plainField(text: string, from: number) {
  plain.lastIndex = from;
  const field = plain.exec(text)?.[0] ?? '';
  if (field.includes('"')) throw misplacedQuote(text, from + field.indexOf('"'));
  return { field: field.trim(), end: from + field.length };
}

function quotedField(text: string, from: number) {
  let field = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) throw misplacedQuote(text, from);
    field += text.slice(at, close);
    at = close + 1;
    if (text[at] !== '"') break;
    field += '"';
    at += 1;
  }
  const after = text[at];
  if (after !== undefined && !',\r\n'.includes(after)) throw misplacedQuote(text, at);
  return { field, end: at };
}

function misplacedQuote(text: string, at: number): AppError {
  const line = text.slice(0, at).split('\n').length;
  return new AppError('rows.shape', {
    details: `Line ${line}: a quotation mark is not closed, or stands inside a field.`,
  });
}
