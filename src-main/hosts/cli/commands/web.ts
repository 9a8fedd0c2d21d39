import { InvalidArgumentError, type Command } from 'commander';
import { runWeb } from '../../web/run-web.ts';
import { defineCommand } from '../define-command.ts';
import type { CommandContext } from '../session.ts';

interface WebOptions {
  readonly port: number;
  readonly open: boolean;
}

export function addWebCommand(program: Command, { layout, json }: CommandContext): void {
  defineCommand(program, 'web', {
    summary: 'Serve the app to a browser on this computer and print an address that opens it once.',
    examples: ['web', 'web --port 8080 --no-open'],
  })
    .option('--port <number>', 'port on 127.0.0.1; any free one when left out', parsePort, 0)
    .option('--no-open', 'print the address without opening a browser')
    .action(({ port, open }: WebOptions) => runWeb({ layout, port, open, json }));
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}
