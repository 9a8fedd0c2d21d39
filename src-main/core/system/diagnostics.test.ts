import { expect, it } from 'vitest';
import type { CheckResult } from '../../contract/checks.ts';
import { errorRecord } from '../../contract/errors.ts';
import type { SystemInfo } from '../../contract/system.ts';
import { diagnosticsText } from './diagnostics.ts';

const info: SystemInfo = {
  version: '1.2.3',
  host: 'web',
  platform: 'linux 6.1 x64',
  node: '24.21.0',
  home: '/home/ada/.slipway',
  startedAt: '2026-01-02T03:04:05.000Z',
  abilities: { pickPath: false, reveal: false, openExternal: false },
  notices: [],
};

const proxy: CheckResult = {
  id: 'proxy',
  category: 'network',
  title: 'Proxy',
  status: 'warn',
  level: 'optional',
  neededFor: 'x',
  observed: 'HTTPS_PROXY=http://p:1\nRequests to this computer would go to the proxy.',
  expected: 'None',
  fixes: [],
};

const report = { ranAt: '2026-01-02T03:04:06.000Z', ready: true, checks: [proxy] };

it('says in one text what a bug report needs', () => {
  const notices = [errorRecord('storage.corrupt', { details: '/x.corrupt' })];
  expect(diagnosticsText({ ...info, notices }, report, ['{"level":"info"}'])).toBe(
    [
      'Slipway 1.2.3, web host, Node 24.21.0, linux 6.1 x64',
      'Started 2026-01-02T03:04:05.000Z, state in /home/ada/.slipway',
      'Notice storage.corrupt: The database could not be read and was set aside. /x.corrupt',
      '',
      'Checks of 2026-01-02T03:04:06.000Z',
      'warn    Proxy: HTTPS_PROXY=http://p:1',
      '        Requests to this computer would go to the proxy.',
      '',
      'Last log lines',
      '{"level":"info"}',
    ].join('\n'),
  );
});

it('says that nothing was logged', () => {
  expect(diagnosticsText(info, report, [])).toMatch(/Last log lines\nNone$/);
});
