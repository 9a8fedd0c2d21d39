import { PackageDraft } from '@contract/packages.ts';
import { expect, test } from 'vitest';
import { defaultForm, draftOf, formOf, freeVersion, nextVersion } from './draft-form.ts';

const found = { name: 'penguin-mass' };
const engine = { packages: [], hasEngine: true };

test('every question has an answer before it is asked', () => {
  const draft = draftOf(defaultForm(found, engine), 'job-1', []);
  expect(PackageDraft.parse(draft)).toEqual({
    inspectionId: 'job-1',
    name: 'penguin-mass',
    version: '1',
    platform: 'linux/amd64',
    fastPath: 'auto',
    accepted: [],
    requirements: [],
    product: 'image',
  });
});

test('without a container engine the package runs as a process', () => {
  expect(defaultForm(found, { packages: [], hasEngine: false }).product).toBe('process');
});

test('a name that was packaged before gets the version after its newest', () => {
  const packages = [
    { name: 'penguin-mass', version: '1.9' },
    { name: 'penguin-mass', version: '1.10' },
    { name: 'iris', version: '7' },
  ];
  expect([
    freeVersion('penguin-mass', packages),
    freeVersion('iris', packages),
    freeVersion('new', packages),
  ]).toEqual(['1.11', '8', '1']);
});

test('the version after one counts its last number up', () => {
  expect(['1', '2.0.9', '2026-03', '3-rc1', 'latest', 'v1-amd64'].map(nextVersion)).toEqual([
    '2',
    '2.0.10',
    '2026-4',
    '3-rc2',
    'latest-2',
    'v1-amd65',
  ]);
});

test('typed answers reach the draft without the spaces around them', () => {
  const form = {
    ...defaultForm(found, engine),
    python: '3.12' as const,
    baseImage: ' registry.example/python:3.12 ',
    requirements: 'boto3\n\n  pandas>=2 \n',
    wheels: '/srv/wheels',
    fastPath: 'off' as const,
  };
  expect(draftOf(form, 'job-1', ['os.system'])).toMatchObject({
    python: '3.12',
    baseImage: 'registry.example/python:3.12',
    requirements: ['boto3', 'pandas>=2'],
    wheels: '/srv/wheels',
    fastPath: 'off',
    accepted: ['os.system'],
  });
});

test('building again keeps every decision and takes the next version', () => {
  const draft = PackageDraft.parse({
    inspectionId: 'job-1',
    name: 'iris',
    version: '4',
    python: '3.13',
    requirements: ['boto3', 'rich'],
    folder: '/home/ada/iris-4',
    product: 'process',
  });
  expect(formOf(draft, [{ name: 'iris', version: '4' }])).toEqual({
    name: 'iris',
    version: '5',
    product: 'process',
    fastPath: 'auto',
    python: '3.13',
    platform: 'linux/amd64',
    baseImage: '',
    requirements: 'boto3\nrich',
    wheels: '',
    folder: '',
  });
});
