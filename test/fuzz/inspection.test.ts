import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { fixture, inspecting } from '../../src-main/adapters/model-files/testing/inspecting.ts';
import { AppError } from '../../src-main/core/app-error.ts';

const place = inspecting();
afterAll(() => place.close());

const root = fixture('');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort();

/** A way to bend a file, as fractions of its length so that it fits any. */
const damage = fc.record({
  file: fc.constantFrom(...files),
  cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    maxLength: 6,
  }),
  insert: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 9 }))),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function bend({ file, cut, flips, insert }: Damage): Buffer {
  let bytes = Buffer.from(readFileSync(join(root, file)));
  for (const [where, byte] of flips)
    if (bytes.length > 0) bytes[Math.min(bytes.length - 1, Math.floor(where * bytes.length))] = byte;
  if (insert !== null) {
    const at = Math.floor(insert[0] * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, at), insert[1], bytes.subarray(at)]);
  }
  return cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length));
}

/** The inspection, or the code of the error with a name. Anything else is thrown. */
async function outcomeOf(path: string): Promise<string> {
  try {
    return (await place.inspect(path)).framework;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.record.code;
  }
}

const expected =
  /^(onnx|sklearn|xgboost|lightgbm|catboost|mlflow|tensorflow|keras|torch|transformers|spacy|(predict|inference|score)-py|model\.(empty|truncated|unreadable|archive|not-found)|file\.\w+)$/;

it('a file that was cut or bent is inspected, or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      const folder = place.folder({ [how.file.split('/').at(-1) ?? '']: bend(how) });
      try {
        expect(await outcomeOf(join(folder, how.file.split('/').at(-1) ?? ''))).toMatch(expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 1000 },
  );
}, 120_000);

it('a folder with one file cut or bent is inspected, or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      const top = how.file.split('/')[0] ?? '';
      const folder = place.folder({});
      for (const file of files.filter((one) => one.startsWith(`${top}/`))) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), file === how.file ? bend(how) : readFileSync(join(root, file)));
      }
      try {
        expect(await outcomeOf(folder)).toMatch(expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 120 },
  );
}, 120_000);

it('a small file cut at any of many lengths is inspected, or refused by name', async () => {
  const small = files.filter((file) => /^(evil|onnx|torch|safetensors|keras)\//.test(file));
  for (const file of small) {
    const bytes = readFileSync(join(root, file));
    const step = Math.max(1, Math.floor(bytes.length / 40));
    for (let length = 0; length < bytes.length; length += step) {
      const name = file.split('/').at(-1) ?? '';
      const folder = place.folder({ [name]: bytes.subarray(0, length) });
      expect(await outcomeOf(join(folder, name))).toMatch(expected);
      rmSync(folder, { recursive: true });
    }
  }
}, 120_000);

it('nothing of it is run', () => {
  const places = [process.cwd(), root, join(root, 'evil'), place.home, place.scratch];
  expect(places.filter((one) => existsSync(join(one, 'slipway-canary')))).toEqual([]);
});
