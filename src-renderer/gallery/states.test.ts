import { expect, test } from 'vitest';
import { modelStates } from './model-states.tsx';
import { packageStates } from './package-states.tsx';
import { shellStates } from './shell-states.tsx';
import { stateIds } from './states.ts';

test('the list that tests read names exactly the states that exist, each once', () => {
  const ids = [...shellStates, ...modelStates, ...packageStates].map(({ id }) => id);
  expect([ids, new Set(ids).size]).toEqual([stateIds, ids.length]);
});
