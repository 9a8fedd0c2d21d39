import { expect, test } from 'vitest';
import { folderPackage, forestPackage, packageList } from '../../../gallery/fixtures/packages.ts';
import { comparePackages, inOrder, otherVersions } from './compare-packages.ts';

const [older] = otherVersions(forestPackage, packageList);
if (older === undefined) throw new Error('The fixtures hold an older version.');

test('parts are told apart into added, removed, of another version, and the same', () => {
  const { added, removed, changed, kept } = comparePackages(older, forestPackage);
  expect({
    added: added.map(({ name }) => name),
    removed: removed.map(({ name }) => name),
    changed,
    kept,
  }).toEqual({
    added: ['coloredlogs', 'flatbuffers', 'onnxruntime', 'packaging', 'protobuf'],
    removed: ['joblib', 'scikit-learn', 'scipy', 'threadpoolctl'],
    changed: [{ name: 'numpy', before: '1.26.3', after: '1.26.4' }],
    kept: 2,
  });
});

test('only facts that differ are told', () => {
  expect(comparePackages(older, forestPackage).facts).toEqual([
    { title: 'Model', before: 'a2f7c4e7b3f5', after: '6f1c0e9b47ad' },
    { title: 'Served by', before: 'scikit-learn', after: 'ONNX' },
  ]);
});

test('sizes are compared only where both have an image', () => {
  expect([
    comparePackages(older, forestPackage).size,
    comparePackages(folderPackage, forestPackage).size,
  ]).toEqual([{ before: 492_900_000, after: 287_400_000 }, undefined]);
});

test('a name that is written another way is the same distribution', () => {
  const component = (name: string) => ({ ...forestPackage, components: [{ name, version: '1', hashes: 1 }] });
  const { added, removed, kept } = comparePackages(component('Scikit_Learn'), component('scikit-learn'));
  expect([added, removed, kept]).toEqual([[], [], 1]);
});

test('whichever is chosen, the older package comes first', () => {
  expect([inOrder(forestPackage, older), inOrder(older, forestPackage)]).toEqual([
    [older, forestPackage],
    [older, forestPackage],
  ]);
});
