import { expect, test } from 'vitest';
import { visibleParts } from './visible-parts.ts';

const parts = [
  { name: 'uvloop', version: '0.21.0', hashes: 3 },
  { name: 'numpy', version: '1.26.4', hashes: 36 },
  { name: 'onnxruntime', version: '1.22.0', hashes: 20 },
];

test('parts stand by name, and the filter looks at names and versions', () => {
  const names = (text: string) => visibleParts(parts, text).map(({ name }) => name);
  expect([names(''), names(' NUM '), names('1.2'), names('torch')]).toEqual([
    ['numpy', 'onnxruntime', 'uvloop'],
    ['numpy'],
    ['numpy', 'onnxruntime'],
    [],
  ]);
});
