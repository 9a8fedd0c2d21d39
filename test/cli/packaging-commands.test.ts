import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { slipway, slipwayJson } from './in-process.ts';

const fixtures = join(import.meta.dirname, '../../src-main/core/inspection/testing/fixtures');

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
  process.env['SLIPWAY_HOME'] = home;
});
afterEach(() => {
  delete process.env['SLIPWAY_HOME'];
  rmSync(home, { recursive: true });
});

it('says what a model on disk is, in words and as one document', async () => {
  const path = join(fixtures, 'onnx/iris.onnx');
  const words = await slipway('models', 'inspect', path);
  const { status, value } = await slipwayJson('models', 'inspect', path);
  expect([words.status, status, value['framework'], value['format']]).toEqual([0, 0, 'onnx', 'onnx']);
  expect(words.out).toMatch(/^Model {11}ONNX/);
  expect(words.out).toContain(String(value['sha256']));
});

it('answers 1 for a pickle that could run commands, names what it reaches, and does not package it', async () => {
  const path = join(fixtures, 'evil/system.pkl');
  const inspected = await slipway('models', 'inspect', path);
  const packaged = await slipwayJson('package', path);
  const stops = packaged.value['stops'] as { id: string; severity: string }[];
  const dangerous = stops.filter(({ severity }) => severity === 'accept').map(({ id }) => id);
  expect([inspected.status, packaged.status, dangerous]).toEqual([1, 1, ['pickle:posix.system']]);
  expect(inspected.out).toContain('--accept pickle:posix.system');
});

it('answers 2 for what cannot be inspected, by name', async () => {
  const missing = await slipwayJson('models', 'inspect', join(home, 'nothing.pkl'));
  const folder = await slipwayJson('models', 'inspect', home);
  const codeOf = ({ value }: typeof missing) => (value['error'] as { code: string }).code;
  expect([missing.status, codeOf(missing), folder.status, codeOf(folder)]).toEqual([
    2,
    'file.missing',
    2,
    'model.not-found',
  ]);
});

it('says which option of a package is wrong before anything is built', async () => {
  const path = join(fixtures, 'onnx/iris.onnx');
  const { status, value } = await slipwayJson('package', path, '--name', 'No Such Name');
  expect([status, value['error']]).toMatchObject([2, { code: 'command.usage' }]);
});

it('has no packages at first, and names one that is not there', async () => {
  const list = await slipway('packages', 'list');
  const missing = await slipwayJson('packages', 'show', 'nothing');
  expect([list.status, list.out, missing.status, missing.value['error']]).toMatchObject([
    0,
    'There are no packages yet: slipway package PATH makes one.\n',
    2,
    { code: 'package.missing' },
  ]);
});
