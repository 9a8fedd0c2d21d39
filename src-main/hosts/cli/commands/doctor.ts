import type { Command } from 'commander';
import type { CheckResult, DoctorReport, Fix } from '../../../contract/checks.ts';
import { defineCommand } from '../define-command.ts';
import { print, withEngine, type CommandContext } from '../session.ts';

export function addDoctorCommand(program: Command, context: CommandContext): void {
  defineCommand(program, 'doctor', {
    summary: 'Check what this computer has and what is missing, each with a fix.',
    details: 'Exit status 1 when a required check fails.',
    examples: ['doctor', 'doctor --json'],
  }).action(async () => {
    const report = await withEngine(context, (client) => client.doctor.run());
    print(context, report, describeReport);
    if (!report.ready) context.finish(1);
  });
}

const marks = { pass: '✓', info: '·', warn: '!', fail: '✗', unknown: '?' } as const;

function describeReport({ checks, ready }: DoctorReport): string {
  const verdict = ready ? 'This computer is ready.' : 'A required check failed: mend it first.';
  return `${checks.map(describeCheck).join('\n')}\n\n${verdict}\n`;
}

function describeCheck({ status, title, observed, expected, neededFor, fixes }: CheckResult): string {
  const [first = '', ...further] = observed.split('\n');
  const quiet = status === 'pass' || status === 'info';
  const needs = quiet ? [] : [`    Expected: ${expected}`, `    Needed for: ${neededFor}`];
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
