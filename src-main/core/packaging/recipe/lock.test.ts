import { expect, test } from 'vitest';
import { readLock } from './lock.ts';
import { pruneLock } from './prune-lock.ts';

const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
const resolved = `# written by uv
--index-url https://ada:secret@index.example/simple
catboost==1.2.8 \\
    --hash=sha256:${b} \\
    --hash=sha256:${a}
contourpy==1.3.0 \\
    --hash=sha256:${a}
    # via matplotlib
matplotlib==3.10.0 \\
    --hash=sha256:${a}
    # via catboost
numpy==2.1.0 ; python_full_version >= '3.10' \\
    --hash=sha256:${c}
    # via
    #   catboost
    #   contourpy
uvicorn[standard]==0.30 \\
    --hash=sha256:${c}
`;

test('a lock is read into names, versions and hashes', () => {
  expect(readLock(resolved, (text) => `${text.length} characters`)).toEqual({
    sha256: `${resolved.length} characters`,
    components: [
      { name: 'catboost', version: '1.2.8', hashes: [a, b] },
      { name: 'contourpy', version: '1.3.0', hashes: [a] },
      { name: 'matplotlib', version: '3.10.0', hashes: [a] },
      { name: 'numpy', version: '2.1.0', hashes: [c] },
      { name: 'uvicorn', version: '0.30', hashes: [c] },
    ],
  });
});

test('what a library can do without is left out, with what only that asked for, and nothing else is in the lock', () => {
  const omit = [
    { name: 'contourpy', of: ['catboost'] },
    { name: 'matplotlib', of: ['catboost'] },
    { name: 'numpy', of: ['matplotlib'] },
  ];
  expect(pruneLock(resolved, ['catboost', 'uvicorn[standard]'], omit)).toBe(`catboost==1.2.8 \\
    --hash=sha256:${b} \\
    --hash=sha256:${a}
numpy==2.1.0 ; python_full_version >= '3.10' \\
    --hash=sha256:${c}
uvicorn[standard]==0.30 \\
    --hash=sha256:${c}
`);
});

test('what was asked for by name stays, and so does what it needs', () => {
  const omit = ['contourpy', 'matplotlib'].map((name) => ({ name, of: ['catboost'] }));
  const names = readLock(pruneLock(resolved, ['catboost', 'Matplotlib>=3'], omit), () => '').components;
  expect(names.map(({ name }) => name)).toEqual(['catboost', 'contourpy', 'matplotlib', 'numpy', 'uvicorn']);
});
