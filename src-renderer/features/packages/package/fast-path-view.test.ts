import { expect, test } from 'vitest';
import { fastPathView, formatDifference, gainText } from './fast-path-view.ts';

test('a conversion in use says what it gained, one that was never made does not', () => {
  expect([
    fastPathView({ state: 'used', reason: '', originalMs: 6.8, convertedMs: 0.034 }, 'sklearn'),
    fastPathView({ state: 'unavailable', reason: '' }, 'torch'),
    fastPathView({ state: 'unavailable', reason: '' }, 'onnx'),
  ]).toEqual([
    { tone: 'ok', word: 'In use', gain: 6.8 / 0.034 },
    { tone: 'neutral', word: 'Not available' },
    { tone: 'neutral', word: 'Not needed' },
  ]);
});

test('gains are told in times, losses too', () => {
  expect([219.4, 1.42, 1.04, 0.5].map(gainText)).toEqual([
    '219 times faster',
    '1.4 times faster',
    'about as fast',
    '2 times slower',
  ]);
});

test('differences keep the digits that matter', () => {
  expect([0, 0.0000021, 0.01423].map(formatDifference)).toEqual(['none', '2.1e-6', '0.0142']);
});
