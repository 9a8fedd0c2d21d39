import { Command, CommanderError, Option } from 'commander';
import { errorRecord, type ErrorRecord } from '../../contract/errors.ts';
import type { layoutFrom } from '../layout.ts';
import { couldNot, describeFailure, recordOf } from '../report-failure.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addJobCommands } from './commands/jobs.ts';
import { addModelCommands } from './commands/models.ts';
import { addPackageCommands } from './commands/package.ts';
import { addPredictCommands } from './commands/predict.ts';
import { addSystemCommands } from './commands/system.ts';
import { addWebCommand } from './commands/web.ts';
import { jsonFlag } from './define-command.ts';
import { plainText } from './plain-text.ts';
import { print, type CommandContext, type Terminal } from './session.ts';

/**
 * Runs one command line and answers the exit status: 0 done, 1 the answer is no, 2 could not be done. With `--json`
 * standard output gets exactly one JSON document, a failure and a help text included; progress always goes to
 * standard error.
 */
export async function run(
  words: readonly string[],
  target: Terminal,
  layout: ReturnType<typeof layoutFrom>,
): Promise<number> {
  let status = 0;
  const terminal: Terminal = {
    out: (text) => target.out(plainText(text)),
    err: (text) => target.err(plainText(text)),
    live: target.live,
  };
  const json = words.includes(jsonFlag);
  // Commander writes a help text in pieces, and ends by throwing.
  let help = '';
  const context = { terminal, layout, json, finish: (code: number) => void (status = code) };
  const program = createProgram(context, (text) => void (help += text));
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    const usage = error instanceof CommanderError;
    if (usage && error.exitCode === 0) {
      print(context, { text: help }, () => help);
      return 0;
    }
    const record = usage ? usageRecord(error) : recordOf(error);
    print(context, { error: record }, () => '');
    // Commander has written a usage error already, with a suggestion.
    if (!usage) terminal.err(`${describeFailure(record)}\n`);
    return couldNot;
  }
}

function usageRecord({ code, message }: CommanderError): ErrorRecord {
  const details = code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /, '');
  return errorRecord('command.usage', { details });
}

function createProgram(context: CommandContext, writeHelp: (text: string) => void): Command {
  const { terminal, layout } = context;
  const program = new Command('slipway')
    .description('Take a trained model to a verified endpoint; rehearse every step on this computer first.')
    .version(layout.version)
    .addOption(new Option(jsonFlag).hideHelp())
    .showHelpAfterError('(slipway --help lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: writeHelp, writeErr: terminal.err })
    .addHelpText('after', epilogue);
  addDoctorCommand(program, context);
  addModelCommands(program, context);
  addPackageCommands(program, context);
  addPredictCommands(program, context);
  addJobCommands(program, context);
  addSystemCommands(program, context);
  addWebCommand(program, context);
  return program;
}

const epilogue = `
Examples:
  slipway doctor
  slipway predict iris-flowers
  slipway package model.joblib --rows train.csv
  slipway web

Exit status: 0 done, 1 the answer is no, 2 could not be done.
With --json, standard output is one JSON document; progress goes to standard error.
State is kept in ~/.slipway; SLIPWAY_HOME moves it.`;
