import { PackageDraft } from '@contract/packages.ts';
import { expect, test } from 'vitest';
import { defaultForm } from './draft-form.ts';
import { draftProblems } from './draft-problems.ts';

const good = defaultForm({ name: 'iris' }, { packages: [], hasEngine: true });

test('the defaults have no fault', () => {
  expect(draftProblems(good)).toEqual({});
});

test('each fault is told at its field', () => {
  expect(
    draftProblems({
      ...good,
      name: 'Iris flowers',
      version: '1 beta',
      baseImage: 'python 3.11',
      requirements: 'boto3\n--index-url https://pypi.example',
      wheels: 'wheels',
      folder: './out',
    }),
  ).toEqual({
    name: 'Lower-case letters, digits and dashes; the first and last are a letter or a digit.',
    version: 'Letters, digits, dots, dashes and underscores, at most 128, such as 1.4.0.',
    baseImage: 'The name of an image, such as registry.example/python:3.11-slim.',
    requirements:
      '“--index-url https://pypi.example” is an option of pip: one requirement a line, such as boto3>=1.34.',
    wheels: 'Give the full path, starting at the root of the disk.',
    folder: 'Give the full path, starting at the root of the disk.',
  });
});

test('requirements of every usual form pass, other lines do not', () => {
  const fault = (requirements: string) => draftProblems({ ...good, requirements }).requirements;
  expect(
    [
      'boto3',
      'pandas>=2,<3',
      'torch[cuda] ~= 2.4',
      'tomli; python_version < "3.11"',
      'x @ https://e.org/x.whl',
    ].map(fault),
  ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(fault('!!')).toContain('is no requirement');
});

test('names and versions pass here exactly when the contract takes them', () => {
  const texts = ['a', 'a-b', '-a', 'a-', 'A', '', 'a'.repeat(63), 'a'.repeat(64), '1.0', 'v_1', 'a b', '.1'];
  const { name, version } = PackageDraft.shape;
  const here = texts.map((text) => {
    const problems = draftProblems({ ...good, name: text, version: text });
    return [problems.name === undefined, problems.version === undefined];
  });
  expect(here).toEqual(texts.map((text) => [name.safeParse(text).success, version.safeParse(text).success]));
});
