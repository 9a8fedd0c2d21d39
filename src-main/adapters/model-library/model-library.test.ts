import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createModelLibrary } from './model-library.ts';

const samples = join(import.meta.dirname, '../../../resources/samples');
const order = ['iris-flowers', 'penguin-mass', 'handwritten-digit'];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-library-'));
  for (const name of order) cpSync(join(samples, name), join(root, name), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const unreadable = (details: string) => ({
  record: { code: 'model.unreadable', details: expect.stringContaining(details) as string },
});

it('lists the samples in their order, then the others by name, with the size of the model', async () => {
  cpSync(join(samples, 'iris-flowers'), join(root, 'a-copy'), { recursive: true });
  const found = await createModelLibrary(root, order).list();
  expect(found.map(({ path, bytes, card }) => ({ path, bytes, id: card.id }))).toEqual(
    [...order, 'a-copy'].map((name) => ({
      path: join(root, name),
      bytes: statSync(join(root, name, 'model.onnx')).size,
      id: name === 'a-copy' ? 'iris-flowers' : name,
    })),
  );
});

it('passes over files, and over folders without a card', async () => {
  writeFileSync(join(root, 'README.md'), 'x');
  mkdirSync(join(root, '.venv'));
  expect((await createModelLibrary(root, order).list()).map(({ card }) => card.id)).toEqual(order);
});

it('names a folder that is damaged, and looks again the next time', async () => {
  const library = createModelLibrary(root, order);
  renameSync(join(root, 'penguin-mass/model.onnx'), join(root, 'aside'));
  await expect(library.list()).rejects.toMatchObject(unreadable(join(root, 'penguin-mass')));
  renameSync(join(root, 'aside'), join(root, 'penguin-mass/model.onnx'));
  writeFileSync(join(root, 'iris-flowers/model.json'), '{"id":"Iris!"}');
  await expect(library.list()).rejects.toMatchObject(unreadable('signature: '));
  rmSync(join(root, 'iris-flowers'), { recursive: true });
  expect((await library.list()).map(({ card }) => card.id)).toEqual(['penguin-mass', 'handwritten-digit']);
});

it('names a root that is not there', async () => {
  await expect(createModelLibrary(join(root, 'nowhere'), order).list()).rejects.toMatchObject(
    unreadable('nowhere'),
  );
});
