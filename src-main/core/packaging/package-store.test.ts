import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../adapters/sqlite/store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIds } from '../../adapters/system/ids.ts';
import { AppError } from '../app-error.ts';
import type { Store } from '../ports.ts';
import { createPackageStore } from './package-store.ts';
import { samplePackage } from './testing/sample-package.ts';

let home: string;
let store: Store;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-packages-'));
  store = openStore(home, systemClock, createIds()).store;
});

afterEach(() => {
  store.close();
  rmSync(home, { recursive: true });
});

it('keeps records as they are, newest first, and forgets what is removed', () => {
  const packages = createPackageStore(store.documents);
  const [old, late, last] = ['2026-01-01', '2026-01-02', '2026-01-03'].map((day) => samplePackage(day));
  for (const one of [late, last, old]) if (one !== undefined) packages.save(one);
  packages.remove(last?.id ?? '');
  expect([packages.list(), packages.get(old?.id ?? '')]).toEqual([[late, old], old]);
});

it('names a package that is not there, and leaves out what it cannot read', () => {
  const packages = createPackageStore(store.documents);
  store.documents.set('package.strange', { id: 'strange' });
  store.documents.set('packages', 'of another kind');
  const codeOf = (id: string) => {
    try {
      return packages.get(id).id;
    } catch (error) {
      return error instanceof AppError ? error.record.code : error;
    }
  };
  expect([packages.list(), codeOf('none'), codeOf('strange')]).toEqual([
    [],
    'package.missing',
    'package.missing',
  ]);
});
