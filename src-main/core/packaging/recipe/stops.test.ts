import { expect, it } from 'vitest';
import type { Inspection } from '../../../contract/inspection.ts';
import { stopsOf } from './stops.ts';

const pickled: Inspection = {
  path: '/models/model.pkl',
  name: 'model',
  framework: 'sklearn',
  format: 'pickle',
  formatTitle: 'scikit-learn in a pickle file',
  model: 'model.pkl',
  files: [{ path: 'model.pkl', bytes: 1 }],
  bytes: 1,
  libraries: {},
  requirements: { source: 'inferred', lines: [] },
  sample: [],
  pickles: [{ path: 'model.pkl', protocol: 4, globals: [] }],
  findings: [],
};
const graph: Inspection = { ...pickled, format: 'xgboost-json', framework: 'xgboost', pickles: [] };

const idsOf = (inspection: Inspection, product: 'image' | 'process', accepted: string[] = []) =>
  stopsOf(inspection, { accepted, product }, undefined, [], '3.12').map(({ id }) => id);

it('lets code of a model run as a process of this computer only once a person has accepted that', () => {
  expect([
    idsOf(pickled, 'process'),
    idsOf(pickled, 'process', ['process-code']),
    idsOf(pickled, 'image'),
    idsOf(graph, 'process'),
    idsOf({ ...graph, framework: 'predict-py' }, 'process'),
  ]).toEqual([['process-code'], [], [], [], ['process-code']]);
});
