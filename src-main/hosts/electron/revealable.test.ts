import { expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { revealable } from './revealable.ts';

const here = () => true;
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'shown';
  } catch (error) {
    return error instanceof AppError ? error.record.code : 'other';
  }
};

it('shows a path that exists', () => {
  expect([
    revealable('/home/a/../b.csv', 'linux', here),
    revealable('C:\\data\\b.csv', 'win32', here),
  ]).toEqual(['/home/b.csv', 'C:\\data\\b.csv']);
});

it('shows what is really there, and says of other paths that they are missing', () => {
  expect([
    revealable(import.meta.filename, process.platform),
    codeOf(() => revealable(`${import.meta.filename}.not`, process.platform)),
  ]).toEqual([import.meta.filename, 'file.missing']);
});

it.each<[string, NodeJS.Platform]>([
  ['relative/path', 'linux'],
  ['', 'linux'],
  ['/etc/pass\0wd', 'linux'],
  ['https://evil.example/', 'linux'],
  ['\\\\server\\share\\file', 'win32'],
  ['//server/share/file', 'win32'],
  ['\\/server/share', 'win32'],
  ['\\\\?\\UNC\\server\\share', 'win32'],
])('does not even look for %j', (path, platform) => {
  const asked: string[] = [];
  const code = codeOf(() => revealable(path, platform, (one) => asked.push(one) > 0));
  expect([code, asked]).toEqual(['file.missing', []]);
});
