import type { DoctorReport } from '../../contract/checks.ts';
import type { SystemInfo } from '../../contract/system.ts';

/** What goes into a bug report: versions, checks and the last lines of the log, all redacted before they come here. */
export function diagnosticsText(info: SystemInfo, report: DoctorReport, logLines: readonly string[]): string {
  const checks = report.checks.map(
    ({ status, title, observed }) =>
      `${status.padEnd(7)} ${title}: ${observed.replaceAll('\n', `\n${' '.repeat(8)}`)}`,
  );
  return [
    `Slipway ${info.version}, ${info.host} host, Node ${info.node}, ${info.platform}`,
    `Started ${info.startedAt}, state in ${info.home}`,
    ...info.notices.map(({ code, title, details }) => `Notice ${code}: ${title} ${details ?? ''}`),
    '',
    `Checks of ${report.ranAt}`,
    ...checks,
    '',
    'Last log lines',
    ...(logLines.length === 0 ? ['None'] : logLines),
  ].join('\n');
}
