import type { Command } from 'commander';
import type { LedgerEntry } from '../../../contract/jobs.ts';
import { defineCommand } from '../define-command.ts';
import { print, withEngine, type CommandContext } from '../session.ts';
import { table } from '../table.ts';

export function addSystemCommands(program: Command, context: CommandContext): void {
  defineCommand(program, 'ledger', {
    summary: 'List what exists because of Slipway, such as processes and files.',
    examples: ['ledger', 'ledger --all --json'],
  })
    .option('--all', 'also what has been removed')
    .action(async ({ all }: { all?: boolean }) => {
      const entries = await withEngine(context, (client) => client.ledger.list());
      const shown = all === true ? entries : entries.filter(({ state }) => state !== 'removed');
      print(context, shown, describeLedger);
    });
  defineCommand(program, 'diagnostics', {
    summary: 'Print what goes into a bug report.',
    details: 'Versions, checks and the last log lines, without secrets.',
    examples: ['diagnostics', 'diagnostics > report.txt'],
  }).action(async () => {
    const report = await withEngine(context, (client) => client.system.diagnostics());
    print(context, report, ({ text }) => `${text}\n`);
  });
}

function describeLedger(entries: readonly LedgerEntry[]): string {
  if (entries.length === 0) return 'Nothing exists because of Slipway.\n';
  return table(
    ['STATE', 'KIND', 'CREATED', 'WHERE'],
    entries.map(({ state, kind, createdAt, ref }) => [state, kind, createdAt, ref]),
  );
}
