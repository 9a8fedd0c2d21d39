import type { Command } from 'commander';
import type { LedgerEntry } from '../../../contract/jobs.ts';
import { print, withEngine, type CommandContext, type JsonOption } from '../session.ts';
import { table } from '../table.ts';

export function addSystemCommands(program: Command, context: CommandContext): void {
  program
    .command('ledger')
    .description('List what exists because of Slipway: processes, files and later cloud resources.')
    .option('--all', 'also what has been removed')
    .option('--json', 'print one JSON document')
    .action(async ({ all, ...options }: JsonOption & { all?: boolean }) => {
      const entries = await withEngine(context, (client) => client.ledger.list());
      const shown = all === true ? entries : entries.filter(({ state }) => state !== 'removed');
      print(context, options, shown, describeLedger);
    });
  program
    .command('diagnostics')
    .description(
      'Print versions, checks and the last log lines, without secrets: what goes into a bug report.',
    )
    .option('--json', 'print one JSON document')
    .action(async (options: JsonOption) => {
      const report = await withEngine(context, (client) => client.system.diagnostics());
      print(context, options, report, ({ text }) => `${text}\n`);
    });
}

function describeLedger(entries: readonly LedgerEntry[]): string {
  if (entries.length === 0) return 'Nothing exists because of Slipway.\n';
  return table(
    ['STATE', 'KIND', 'CREATED', 'WHERE'],
    entries.map(({ state, kind, createdAt, ref }) => [state, kind, createdAt, ref]),
  );
}
