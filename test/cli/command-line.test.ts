import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src-main/adapters/sqlite/store.ts';
import { systemClock } from '../../src-main/adapters/system/clock.ts';
import { createIds } from '../../src-main/adapters/system/ids.ts';
import type { JobEvent } from '../../src-main/contract/jobs.ts';
import { foldJob } from '../../src-main/core/jobs/fold.ts';
import { slipway, slipwayJson } from './in-process.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
  process.env['SLIPWAY_HOME'] = home;
});
afterEach(() => {
  delete process.env['SLIPWAY_HOME'];
  rmSync(home, { recursive: true });
});

it('prints one JSON document on standard output for the doctor, and 0 on a computer that is ready', async () => {
  const { status, value } = await slipwayJson('doctor');
  expect([status, value['ready']]).toEqual([value['ready'] === true ? 0 : 1, true]);
});

it('says in words what the checks saw', async () => {
  const { out } = await slipway('doctor');
  expect(out).toMatch(/✓ Node: 24\./);
  expect(out).toMatch(/This computer is ready\.\n$/);
});

it('lists the sample models with their sizes', async () => {
  const { status, out } = await slipway('models', 'list');
  expect(status).toBe(0);
  expect(out.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
    'ID',
    'iris-flowers',
    'penguin-mass',
    'handwritten-digit',
    '',
  ]);
});

it('predicts an example over the route that was asked for', async () => {
  const { status, value } = await slipwayJson('predict', 'iris-flowers', '--route', 'azureml');
  const { request, response, evidence } = value as {
    request: { url: string };
    response: { status: number };
    evidence: string;
  };
  expect([status, new URL(request.url).pathname, response.status, evidence]).toEqual([
    0,
    '/score',
    200,
    'local-process',
  ]);
});

it('answers 1 when the model server refuses a body, and shows the fix', async () => {
  const { status, out } = await slipway(
    'predict',
    'iris-flowers',
    '--body',
    '{"rows": [{"sepal_length": "wide"}]}',
  );
  expect(status).toBe(1);
  expect(out).toMatch(/^ {2}1\. /m);
});

it.each([
  ['an unknown command', ['frobnicate'], 'command.usage'],
  ['an unknown option', ['doctor', '--verbose-please'], 'command.usage'],
  ['a missing word', ['predict'], 'command.usage'],
  ['a wrong number', ['predict', 'iris-flowers', '--example', 'x'], 'command.usage'],
  ['an example that is not there', ['predict', 'iris-flowers', '--example', '999'], 'command.usage'],
  ['an unknown model', ['models', 'show', 'nothing'], 'model.missing'],
  ['an unknown job', ['jobs', 'cancel', 'nothing'], 'job.missing'],
])('answers 2 and one named error for %s', async (_, words, code) => {
  const { status, value } = await slipwayJson(...words);
  expect([status, (value['error'] as { code: string }).code]).toEqual([2, code]);
});

it('suggests a command for a misspelt one, at every level', async () => {
  expect((await slipway('docto')).err).toMatch(/Did you mean doctor\?/);
  expect((await slipway('jobs', 'lst')).err).toMatch(/Did you mean list\?/);
});

it.each([
  [[]],
  [['doctor']],
  [['models']],
  [['models', 'list']],
  [['models', 'show']],
  [['predict']],
  [['predict-file']],
  [['jobs']],
  [['jobs', 'list']],
  [['jobs', 'show']],
  [['jobs', 'watch']],
  [['jobs', 'cancel']],
  [['jobs', 'resume']],
  [['jobs', 'discard']],
  [['ledger']],
  [['diagnostics']],
  [['web']],
])('has help with examples for %j', async (words) => {
  const { status, out } = await slipway(...words, '--help');
  expect([status, out]).toEqual([
    0,
    expect.stringMatching(/^Usage: slipway[\s\S]*\nExamples:\n {2}slipway /),
  ]);
});

it('says what is missing when no command is given', async () => {
  expect(await slipwayJson()).toMatchObject({
    status: 2,
    value: { error: { details: 'A command is missing.' } },
  });
  expect((await slipway()).err).toMatch(/^Usage: slipway/);
});

it.each([
  ['the version', ['--version']],
  ['help', ['jobs', '--help']],
])('keeps to one JSON document for %s', async (_, words) => {
  const { status, value } = await slipwayJson(...words);
  expect([status, value]).toEqual([0, { text: expect.stringMatching(/./) as string }]);
});

it('understands --json before the command', async () => {
  const { out } = await slipway('--json', 'jobs', 'list');
  expect(JSON.parse(out)).toEqual([]);
});

it('reports a database that was set aside to standard error, and goes on', async () => {
  writeFileSync(join(home, 'slipway.sqlite'), 'damaged beyond use');
  const { status, value, err } = await slipwayJson('ledger');
  expect([status, value]).toEqual([0, []]);
  expect(err).toMatch(/^The database could not be read and was set aside\./);
});

it('names a state folder that cannot be used', async () => {
  process.env['SLIPWAY_HOME'] = join(home, 'file', 'below');
  writeFileSync(join(home, 'file'), '');
  const { status, value } = await slipwayJson('jobs', 'list');
  expect([status, (value['error'] as { code: string }).code]).toEqual([2, 'storage.unavailable']);
});

/** What a killed engine leaves behind. */
function leaveJob(title: string, ...more: JobEvent[]): void {
  const { store } = openStore(home, systemClock, createIds());
  const created: JobEvent = {
    type: 'created',
    kind: 'predict-file',
    title,
    input: {},
    steps: [],
    resumable: true,
    engine: 'gone',
  };
  for (const event of [created, ...more]) store.journal.append('left', event, foldJob);
  store.close();
}

it('shows a job of a killed engine as interrupted, and refuses to cancel it by name', async () => {
  leaveJob('Predict x.csv', { type: 'started', attempt: 1, engine: 'gone' });
  expect((await slipway('jobs', 'list')).out).toMatch(/^left +interrupted +0 % .* Predict x\.csv$/m);
  expect((await slipway('jobs', 'show', 'left')).out).toContain('Slipway ended while this job was running.');
  expect((await slipwayJson('jobs', 'cancel', 'left')).value).toMatchObject({ error: { code: 'job.state' } });
});

it('answers by its exit status how a watched job ended', async () => {
  leaveJob('Predict x.csv');
  expect(await slipwayJson('jobs', 'watch', 'left')).toMatchObject({
    status: 2,
    value: { state: 'interrupted' },
  });
});

it('prints names from elsewhere without their control sequences', async () => {
  leaveJob('Predict \u001b]0;owned\u0007x.csv');
  const { out } = await slipway('jobs', 'list');
  expect(out).toContain('Predict �]0;owned�x.csv');
});

it('predicts a file: progress to standard error, the path of the result to standard output', async () => {
  const path = join(home, 'flowers.csv');
  writeFileSync(
    path,
    'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n6.7,3.0,5.2,2.3\n',
  );
  const { status, out, err } = await slipway('predict-file', 'iris-flowers', path);
  expect([status, out]).toEqual([0, `${join(home, 'flowers.predictions.jsonl')}\n`]);
  expect(err).toMatch(/100 % {2}succeeded\n$/);
  const lines = readFileSync(out.trim(), 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { row: number }).row)).toEqual([1, 2]);
});

it('names the row of a file that does not fit, keeps the job, and undoes its file when it is discarded', async () => {
  const path = join(home, 'flowers.csv');
  writeFileSync(
    path,
    'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n6.7,wide,5.2,2.3\n',
  );
  const { status, value } = await slipwayJson('predict-file', 'iris-flowers', path);
  const { id, error } = value as { id: string; error: { code: string; details: string } };
  expect([status, error.code]).toEqual([1, 'file.row']);
  expect(error.details).toMatch(/row\.2\.sepal_width/);
  expect((await slipway('ledger')).out).toContain('flowers.predictions.jsonl');
  expect((await slipwayJson('jobs', 'discard', id)).value['state']).toBe('discarded');
  expect((await slipway('ledger')).out).toBe('Nothing exists because of Slipway.\n');
});

it('collects diagnostics without the value of a secret', async () => {
  process.env['HTTPS_PROXY'] = 'http://ada:canary@proxy:3128';
  const { out } = await slipway('diagnostics');
  delete process.env['HTTPS_PROXY'];
  expect(out).toContain('proxy:3128');
  expect(out).not.toContain('canary');
});
