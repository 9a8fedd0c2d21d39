import { expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { parseOptions } from './options.ts';

it('reads the options; left out, any free port is taken and nothing is opened', () => {
  expect([parseOptions([]), parseOptions(['--port', '8080', '--open', '--json'])]).toEqual([
    { port: 0, open: false, json: false },
    { port: 8080, open: true, json: true },
  ]);
});

it.each([
  ['--port', 'http'],
  ['--port', '-1'],
  ['--port', '65536'],
  ['--port', '1.5'],
  ['--port', ''],
  ['--port'],
  ['--prot', '1'],
  ['more'],
])('names what is wrong with %s %s', (...words) => {
  const parse = () => parseOptions(words.filter((word) => typeof word === 'string'));
  expect(parse).toThrow(AppError);
  expect(parse).toThrow('The request does not have the expected shape.');
});
