import { expect, test } from 'vitest';
import { loadInput, saveInput, type InputStore } from './input-storage.ts';
import { emptyInput, type WizardInput } from './wizard-input.ts';

function memory(initial?: string): InputStore {
  let text = initial ?? null;
  return {
    getItem: () => text,
    setItem: (_key, value) => (text = value),
    removeItem: () => (text = null),
  };
}

const input: WizardInput = {
  path: '/home/ada/model.joblib',
  rowsPath: '/home/ada/rows.csv',
  target: 'mass',
  inspection: 'job-1',
  step: 'review',
  edits: { name: 'penguins' },
  accepted: ['os.system'],
};

test('what was typed is there again', () => {
  const store = memory();
  saveInput(store, input);
  expect(loadInput(store)).toEqual(input);
});

test('an emptied wizard leaves nothing behind', () => {
  const store = memory(JSON.stringify(input));
  saveInput(store, emptyInput);
  expect([store.getItem(''), loadInput(store)]).toEqual([null, emptyInput]);
});

test('text that does not fit, or storage that refuses, is an empty wizard', () => {
  const refusing: InputStore = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => undefined,
  };
  saveInput(refusing, input);
  expect([loadInput(memory('{')), loadInput(memory('{"path":1}')), loadInput(refusing)]).toEqual([
    emptyInput,
    emptyInput,
    emptyInput,
  ]);
});
