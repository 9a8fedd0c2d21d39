import type { Command } from 'commander';
import type { CheckResult, DoctorReport, Fix } from '../../../contract/checks.ts';
import { print, withEngine, type CommandContext, type JsonOption } from '../session.ts';

export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description(
      'Check what this computer has and what is missing, each with a fix. Exit status 1 when a required check fails.',
    )
    .option('--json', 'print one JSON document')
    .action(async (options: JsonOption) => {
      const report = await withEngine(context, (client) => client.doctor.run());
      print(context, options, report, describeReport);
      if (!report.ready) context.finish(1);
    });
}

const marks = { pass: '✓', info: '·', warn: '!', fail: '✗', unknown: '?' } as const;

function describeReport({ checks, ready }: DoctorReport): string {
  const verdict = ready ? 'This computer is ready.' : 'A required check failed: mend it first.';
  return `${checks.map(describeCheck).join('\n')}\n\n${verdict}\n`;
}

function describeCheck({ status, title, observed, neededFor, fixes }: CheckResult): string {
  const [first = '', ...further] = observed.split('\n');
  const needs = status === 'pass' || status === 'info' ? [] : [`    Needed for: ${neededFor}`];
  return [
    `${marks[status]} ${title}: ${first}`,
    ...further.map((line) => `    ${line}`),
    ...needs,
    ...fixes.map(describeFix),
  ].join('\n');
}

function describeFix({ title, command, url }: Fix): string {
  return [
    `    → ${title}`,
    ...[command, url].filter((part) => part !== undefined).map((part) => `      ${part}`),
  ].join('\n');
}
