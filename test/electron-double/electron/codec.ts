export interface Codec {
  /** Text for a value; throws for what a structured clone refuses. */
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/**
 * Carries structured-clone values as text between the two processes. It stands in one function without imports,
 * because its source also runs inside the page.
 */
export function createCodec(): Codec {
  type Coded = string | boolean | number | null | readonly [string, unknown];

  const bytesOf = (view: ArrayBuffer | ArrayBufferView) =>
    view instanceof ArrayBuffer
      ? new Uint8Array(view)
      : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const toBase64 = (bytes: Uint8Array) => {
    let text = '';
    for (let start = 0; start < bytes.length; start += 8192)
      text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return btoa(text);
  };
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

  const encodeObject = (value: object): Coded => {
    if (Array.isArray(value)) return ['array', Array.from(value, toCoded)];
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Map) return ['map', [...value].map(([key, item]) => [toCoded(key), toCoded(item)])];
    if (value instanceof Set) return ['set', [...value].map(toCoded)];
    if (value instanceof Error) return ['error', [value.name, value.message]];
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return ['bytes', toBase64(bytesOf(value))];
    return ['object', Object.entries(value).map(([key, item]) => [key, toCoded(item)])];
  };
  const toCoded = (value: unknown): Coded => {
    if (value === undefined) return ['undefined', 0];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'object' && value !== null) return encodeObject(value);
    return value as Coded;
  };

  const decoders: Readonly<Record<string, (coded: never) => unknown>> = {
    undefined: () => undefined,
    bigint: (digits: string) => BigInt(digits),
    number: (text: string) => Number(text),
    array: (items: Coded[]) => items.map(fromCoded),
    date: (at: number) => new Date(at),
    map: (pairs: [Coded, Coded][]) => new Map(pairs.map(([key, item]) => [fromCoded(key), fromCoded(item)])),
    set: (items: Coded[]) => new Set(items.map(fromCoded)),
    error: ([name, message]: [string, string]) => Object.assign(new Error(message), { name }),
    bytes: (text: string) => fromBase64(text),
    object: (pairs: [string, Coded][]) =>
      Object.fromEntries(pairs.map(([key, item]) => [key, fromCoded(item)])),
  };
  const fromCoded = (coded: Coded): unknown => {
    if (!Array.isArray(coded)) return coded;
    const [kind, content] = coded as [string, never];
    return decoders[kind]?.(content);
  };

  return {
    // The clone refuses functions and symbols, as a real port does.
    encode: (value) => JSON.stringify(toCoded(structuredClone(value))),
    decode: (text) => fromCoded(JSON.parse(text) as Coded),
  };
}
