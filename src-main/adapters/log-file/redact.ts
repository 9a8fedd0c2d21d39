/** Keys whose values never reach a log, at any depth. */
const secretKey =
  /authorization|^_?auth$|cookie|token|secret|passw|passphrase|pwd|credential|private|bearer|connection[-_]?string|(api|access|account|session|storage|shared|signing|encryption)[-_]?key|^key$|signature$|^sig$|^sas$|^otp$/i;

const removed = '[removed]';

/** Texts longer than this many characters are cut: a log tells what happened, it does not keep bodies. */
const longest = 16_000;

/** Secrets inside a text, by shape. Each keeps what tells a reader which kind it was. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, removed],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*:\s*["']?)[^\r\n"']+/gi, `$1$2${removed}`],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, `$1${removed}`],
  [/\b(Bearer|Basic|SharedAccessSignature)\s+[A-Za-z0-9._~+/=&%:-]{6,}/gi, `$1 ${removed}`],
  [/\bya29\.[A-Za-z0-9_-]+/g, removed],
  [/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}\.?[A-Za-z0-9_-]*/g, removed],
  // Tokens of GitHub, GitLab and Hugging Face, which say what they are.
  [/\b(gh[pousr]_|github_pat_|glpat-|hf_)[A-Za-z0-9_-]{10,}/g, `$1${removed}`],
  [
    /([?&;](?:sig|token|X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|X-Goog-Signature|code|key|access_token)=)[^&\s"']+/gi,
    `$1${removed}`,
  ],
  [/(\/\/)[^/\s"'<>:@]+:[^/\s"'<>]*@/g, `$1${removed}@`],
  [
    /((?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|account[-_]?key)\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,;&}]{3,}/gi,
    `$1${removed}`,
  ],
];

/** Cuts secrets out of a text. */
export function redactText(text: string): string {
  const rest = patterns.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
  return rest.length <= longest ? rest : `${rest.slice(0, longest)}… (${rest.length} characters)`;
}

/**
 * Cuts secrets out of any value: by key, and by shape in every text. Cycles and depths beyond ten levels are cut off.
 * Never throws: what cannot be read is said to be so.
 */
export function redact(value: unknown): unknown {
  try {
    return redactWithin(value, []);
  } catch (error) {
    return `[unreadable: ${error instanceof Error ? redactText(error.message) : 'it threw'}]`;
  }
}

function redactWithin(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (above.length > 10 || above.includes(value)) return '[cut off]';
  const within = [...above, value];
  if (value instanceof Error) return redactError(value, within);
  if (value instanceof Set) return redactWithin([...(value as Set<unknown>)], within);
  if (Array.isArray(value)) return value.map((item) => redactWithin(item, within));
  if (value instanceof Date) return value.toJSON();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(
    entriesOf(value).map(([key, item]) => {
      const name = typeof key === 'string' ? key : JSON.stringify(redactWithin(key, within));
      return [redactText(name), secretKey.test(name) ? removed : redactWithin(item, within)];
    }),
  );
}

function entriesOf(value: object): readonly (readonly [unknown, unknown])[] {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
  // Naming the class would load all of Node's fetch at the first line of the log.
  if (Object.prototype.toString.call(value) === '[object Headers]') return [...(value as Headers)];
  return Object.entries(value);
}

/** With its causes, and with the errors that an `AggregateError` holds. */
function redactError(error: Error, above: readonly object[]): unknown {
  const { name, message, stack, cause, ...more } = error;
  const rest = redactWithin(more, above) as object;
  return {
    ...rest,
    name,
    message: redactText(message),
    ...(stack !== undefined && { stack: redactText(stack) }),
    ...(cause !== undefined && { cause: redactWithin(cause, above) }),
    ...(error instanceof AggregateError && { errors: redactWithin(error.errors, above) }),
  };
}
