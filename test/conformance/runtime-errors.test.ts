import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorCatalog } from '../../src-main/contract/error-catalog.ts';
import type { ErrorTemplate } from '../../src-main/contract/error-template.ts';

const path = join(import.meta.dirname, '../../resources/runtime/slipway_runtime/errors.json');
const inRuntime = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, ErrorTemplate>>;
const here: Readonly<Record<string, ErrorTemplate>> = errorCatalog;

it('the runtime says the same as the rest of Slipway of every error that both can meet', () => {
  const shared = Object.keys(inRuntime).filter((code) => code in here);
  expect(shared).toEqual(expect.arrayContaining(['input.not-json', 'rows.wrong-type', 'model.failed']));
  expect(Object.fromEntries(shared.map((code) => [code, inRuntime[code]]))).toEqual(
    Object.fromEntries(shared.map((code) => [code, here[code]])),
  );
});
