import fc from 'fast-check';
import type { Procedure } from './procedures.ts';

/** A frame that is nearly a message of the protocol, or nothing like one. */
export function garbageFrame(procedures: readonly Procedure[]): fc.Arbitrary<string | Uint8Array> {
  const path = fc.oneof(
    fc.constantFrom(...procedures.map(({ path: names }) => `/${names.join('/')}`)),
    fc.constantFrom(
      '/',
      '//',
      '/__proto__/constructor',
      '/system/../system/info',
      '/system/info?data=%7B',
      'file:///etc/passwd',
      '::',
    ),
    fc.string(),
  );
  const headers = fc.oneof(
    fc.constantFrom<unknown>(
      { 'content-type': 'text/event-stream' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-disposition': 'attachment; filename="../../x"' },
      { __proto__: null, constructor: 'x' },
    ),
    fc.jsonValue(),
  );
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { json: fc.jsonValue(), meta: fc.array(fc.tuple(fc.integer(), fc.string())), maps: fc.jsonValue() },
      { requiredKeys: [] },
    ),
    fc.constantFrom<unknown>(
      { json: { polluted: 1 }, meta: [[0, '__proto__', 'polluted']] },
      { json: {}, meta: [[1, '__proto__', 'x']] },
    ),
  );
  const message = fc.record(
    {
      // Never a number of the honest client on the same socket: a page can only confuse itself.
      i: fc.oneof(
        fc.constantFrom<unknown>('__proto__', 'constructor', 900, null),
        fc.string().map((rest) => `x${rest}`),
      ),
      t: fc.oneof(fc.constantFrom<unknown>(1, 2, 3, 4), fc.jsonValue()),
      p: fc.oneof(
        fc.record(
          { u: path, h: headers, m: fc.constantFrom('GET', 'POST', 'DELETE', 'x'), b: body },
          { requiredKeys: [] },
        ),
        fc.record(
          { e: fc.constantFrom('message', 'error', 'done', 'x'), d: fc.jsonValue(), m: fc.jsonValue() },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    { weight: 4, arbitrary: message.map((one) => JSON.stringify(one)) },
    fc.string(),
    fc.json(),
  );
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.tuple(message, fc.uint8Array()).map(([one, rest]) => joined(JSON.stringify(one), rest)),
  );
  return fc.oneof(text, bytes);
}

/** The protocol's form for a message with a file: text, a delimiter, bytes. */
function joined(text: string, rest: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(text), Buffer.from([255]), rest]);
}
