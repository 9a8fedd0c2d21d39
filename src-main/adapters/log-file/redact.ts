/** Keys whose values never reach a log, at any depth. */
const secretKey =
  /authorization|cookie|token|secret|passw|credential|private|api[-_]?key|access[-_]?key|account[-_]?key|session[-_]?key|^key$|signature$|^sig$/i;

const removed = '[removed]';

/** Secrets inside a text, by shape. Each keeps what tells a reader which kind it was. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, `$1${removed}`],
  [/\b(Bearer|Basic|SharedAccessSignature)\s+[A-Za-z0-9._~+/=&%:-]{6,}/gi, `$1 ${removed}`],
  [/\bya29\.[A-Za-z0-9_-]+/g, removed],
  [/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}\.?[A-Za-z0-9_-]*/g, removed],
  [
    /([?&;](?:sig|token|X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|code|key|access_token)=)[^&\s"']+/gi,
    `$1${removed}`,
  ],
  [/(\/\/)[^/\s:@]+:[^/\s@]+@/g, `$1${removed}@`],
  [
    /((?:password|passwd|secret|token|api[-_]?key|access[-_]?key|account[-_]?key|AccountKey)["']?\s*[:=]\s*["']?)[^\s"',;&}]{3,}/gi,
    `$1${removed}`,
  ],
];

/** Cuts secrets out of a text. */
export function redactText(text: string): string {
  return patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

/** Cuts secrets out of any value: by key, and by shape in every text. Cycles and depths beyond ten levels are cut off. */
export function redact(value: unknown, depth = 0, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth > 10 || above.includes(value)) return '[cut off]';
  const within = [...above, value];
  if (value instanceof Error) return redactError(value, depth, within);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, within));
  if (value instanceof Date) return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const entries =
    value instanceof Map
      ? [...value.entries()].map(([key, item]) => [String(key), item] as const)
      : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [
      redactText(key),
      secretKey.test(key) ? removed : redact(item, depth + 1, within),
    ]),
  );
}

function redactError(error: Error, depth: number, above: readonly object[]): unknown {
  const { name, message, stack, cause, ...more } = error;
  const rest = redact(more, depth + 1, above);
  return {
    name,
    message: redactText(message),
    ...(stack !== undefined && { stack: redactText(stack) }),
    ...(cause !== undefined && { cause: redact(cause, depth + 1, above) }),
    ...(rest as object),
  };
}
