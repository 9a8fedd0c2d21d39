import { parseDocument } from 'yaml';

/** A document larger than this is no description of a model. */
const longest = 2_000_000;

/** YAML's core schema only; aliases are limited, so that a small text cannot grow into a large document. */
export function readYaml(text: string): unknown {
  if (text.length > longest) return undefined;
  try {
    const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
