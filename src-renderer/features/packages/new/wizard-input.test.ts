import { expect, test } from 'vitest';
import { emptyInput, reduceInput, type InputAction, type WizardInput } from './wizard-input.ts';

const after = (...actions: readonly InputAction[]): WizardInput => actions.reduce(reduceInput, emptyInput);

const typed: readonly InputAction[] = [
  { type: 'source-changed', field: 'path', value: '/home/ada/model.joblib' },
  { type: 'inspected', inspection: 'job-1', samePath: false },
  { type: 'answered', edits: { name: 'penguins' } },
  { type: 'answered', edits: { version: '4' } },
  { type: 'accepted', finding: 'os.system', accepted: true },
];

test('answers gather beside each other', () => {
  expect(after(...typed)).toEqual({
    path: '/home/ada/model.joblib',
    rowsPath: '',
    target: '',
    inspection: 'job-1',
    step: 'look',
    edits: { name: 'penguins', version: '4' },
    accepted: ['os.system'],
  });
});

test('an acceptance counts once and can be taken back', () => {
  const twice = after(...typed, { type: 'accepted', finding: 'os.system', accepted: true });
  const back = reduceInput(twice, { type: 'accepted', finding: 'os.system', accepted: false });
  expect([twice.accepted, back.accepted]).toEqual([['os.system'], []]);
});

test('inspecting the same path again keeps the answers and asks for every acceptance anew', () => {
  const { edits, accepted } = after(...typed, { type: 'inspected', inspection: 'job-2', samePath: true });
  expect([edits, accepted]).toEqual([{ name: 'penguins', version: '4' }, []]);
});

test('another model starts with answers of its own', () => {
  const { edits, path } = after(
    ...typed,
    { type: 'source-changed', field: 'path', value: '/home/ada/other.onnx' },
    { type: 'inspected', inspection: 'job-2', samePath: false },
  );
  expect([edits, path]).toEqual([{}, '/home/ada/other.onnx']);
});
