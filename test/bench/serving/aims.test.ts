import { expect, test } from 'vitest';
import { judge } from './aims.ts';
import { median, summarize, type Figures } from './figures.ts';
import { scoresIn } from './server-process.ts';

const load = { connections: 16, rows: 1, p50Ms: 1, cpuUs: 1, generatorBusy: 0.5, errors: 0 };
const figuresOf = (contender: string, perSecond: number, p99Ms: number, size: number): Figures => ({
  contender,
  model: 'forest',
  readyMs: size,
  memoryMb: size,
  loads: [{ ...load, perSecond, p99Ms }],
});

test('judges each aim against the better of the others, and says which could not be judged', () => {
  const verdicts = judge([
    figuresOf('slipway', 40_000, 2, 40),
    figuresOf('fastapi-onnx', 8_000, 4, 90),
    figuresOf('fastapi-def', 390, 50, 120),
    figuresOf('fastapi-async', 410, 1, 100),
    figuresOf('floor', 100_000, 0.1, 2),
  ]);

  expect(verdicts.map(({ title, met, ratio }) => [title, met, ratio])).toEqual([
    ['requests/s, FastAPI + the same ONNX session', true, 5],
    ['requests/s, FastAPI + scikit-learn', false, 40_000 / 410],
    ['requests/s, MLServer', undefined, Number.NaN],
    ['requests/s, C floor', false, 0.4],
    ['p99, best other server, every load', false, 2],
    ['memory, FastAPI + scikit-learn', true, 0.4],
    ['start to ready, FastAPI + scikit-learn', false, 0.4],
    ['wrong or failed answers', true, 0],
  ]);
});

test('takes the median of the rounds and the sum of their errors', () => {
  const visit = (perSecond: number, badAnswer: number) => ({
    contender: 'slipway',
    model: 'forest' as const,
    readyMs: perSecond,
    memoryMb: 1,
    readings: [
      {
        connections: 16,
        rows: 1,
        cpuUs: 1,
        result: {
          requests: 1,
          perSecond,
          p50Ms: 1,
          p99Ms: 1,
          mostMs: 1,
          badStatus: 0,
          badAnswer,
          brokenConnections: 0,
          generatorBusy: 0.5,
        },
      },
    ],
  });

  expect(summarize([visit(10, 0), visit(30, 1), visit(20, 2)], [{ connections: 16, rows: 1 }])).toEqual({
    contender: 'slipway',
    model: 'forest',
    readyMs: 20,
    memoryMb: 1,
    loads: [{ ...load, perSecond: 20, p99Ms: 1, errors: 3 }],
  });
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('finds the scores in the numbers outside of strings, as each server writes them', () => {
  const labelled = '{"predictions":[{"label":"1","score":0.7,"scores":{"0":0.3,"1":0.7}}]}';
  const tensor = '{"id":"1","outputs":[{"shape":[1,2],"data":[0.3,0.7]}]}';

  expect(scoresIn(labelled, { marker: '', stride: 3, offset: 2 })).toEqual([0.7]);
  expect(scoresIn(tensor, { marker: '"data":', stride: 2, offset: 1 })).toEqual([0.7]);
});
