import { InvalidArgumentError, type Command } from 'commander';
import { runWeb } from '../../web/run-web.ts';
import type { CommandContext } from '../session.ts';

interface WebOptions {
  readonly port: number;
  readonly open: boolean;
  readonly json?: boolean;
}

export function addWebCommand(program: Command, { layout }: CommandContext): void {
  program
    .command('web')
    .description('Serve the app to a browser on this computer and print an address that opens it once.')
    .option('--port <number>', 'port on 127.0.0.1; any free one when left out', parsePort, 0)
    .option('--no-open', 'print the address without opening a browser')
    .option('--json', 'print one JSON document')
    .action(({ port, open, json }: WebOptions) => runWeb({ layout, port, open, json: json === true }));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}
