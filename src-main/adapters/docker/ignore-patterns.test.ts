import { expect, it } from 'vitest';
import { readIgnorePatterns } from './ignore-patterns.ts';

it.each([
  ['*.md', ['a.md', 'docs/a.md'], ['a.md']],
  ['*/*.md', ['a.md', 'docs/a.md', 'docs/deep/a.md'], ['docs/a.md']],
  ['**/*.md', ['a.md', 'docs/a.md', 'docs/deep/a.md'], ['a.md', 'docs/a.md', 'docs/deep/a.md']],
  ['docs/**', ['docs/a', 'docs/deep/b', 'other'], ['docs/a', 'docs/deep/b']],
  ['docs', ['docs', 'docs/deep/b', 'docs2'], ['docs', 'docs/deep/b']],
  ['/docs/', ['docs/a', 'x/docs/a'], ['docs/a']],
  ['./docs/../src', ['src/a', 'docs/a'], ['src/a']],
  ['data?.csv', ['data1.csv', 'data.csv', 'data12.csv'], ['data1.csv']],
  ['[ab].txt', ['a.txt', 'c.txt'], ['a.txt']],
  ['[^ab].txt', ['a.txt', 'c.txt'], ['c.txt']],
  ['a.b(c)+', ['a.b(c)+', 'axb(c)+'], ['a.b(c)+']],
  ['\\*.md', ['*.md', 'a.md'], ['*.md']],
  ['# *.md\n  \n', ['a.md', '# *.md'], []],
  [' #x ', ['#x'], ['#x']],
  ['\uFEFF*.md\r\n*.txt\r\n', ['a.md', 'a.txt', 'a.py'], ['a.md', 'a.txt']],
  ['*\n!keep/*.py', ['a', 'keep/a.py', 'keep/b.txt'], ['a', 'keep/b.txt']],
  [
    '*.md\n!README*.md\nREADME-secret.md',
    ['a.md', 'README.md', 'README-secret.md'],
    ['a.md', 'README-secret.md'],
  ],
  ['*.md\nREADME-secret.md\n!README*.md', ['README-secret.md'], []],
  ['!', ['a'], []],
  ['[a', ['[a', 'a'], []],
  ['a**b', ['axb', 'ax/b', 'ab'], ['ax/b', 'ab']],
])('reads %j as Docker does', (text, paths, out) => {
  const { leavesOut } = readIgnorePatterns(text);
  expect(paths.filter(leavesOut)).toEqual(out);
});
