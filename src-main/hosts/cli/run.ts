import { Command, CommanderError } from 'commander';
import { AppError } from '../../core/app-error.ts';
import type { layoutFrom } from '../layout.ts';
import { couldNot, describeFailure, recordOf } from '../report-failure.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addJobCommands } from './commands/jobs.ts';
import { addModelCommands } from './commands/models.ts';
import { addPredictCommands } from './commands/predict.ts';
import { addSystemCommands } from './commands/system.ts';
import { addWebCommand } from './commands/web.ts';
import type { CommandContext, Terminal } from './session.ts';

/**
 * Runs one command line and answers the exit status: 0 done, 1 the answer is no, 2 could not be done. With `--json`
 * standard output gets exactly one JSON document, a failure included; progress always goes to standard error.
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  layout: ReturnType<typeof layoutFrom>,
): Promise<number> {
  let status = 0;
  const json = words.includes('--json');
  const program = createProgram({ terminal, layout, finish: (code) => void (status = code) }, json);
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const usage = error instanceof CommanderError;
    const record = usage
      ? new AppError('command.usage', { details: error.message.replace(/^error: /, '') }).record
      : recordOf(error);
    if (json) terminal.out(`${JSON.stringify({ error: record }, undefined, 2)}\n`);
    // Commander has written a usage error already, with a suggestion.
    if (!usage) terminal.err(`${describeFailure(record)}\n`);
    return couldNot;
  }
}

function createProgram(context: CommandContext, json: boolean): Command {
  const { terminal, layout } = context;
  const program = new Command('slipway')
    .description('Take a trained model to a verified endpoint; rehearse every step on this computer first.')
    .version(layout.version)
    .showHelpAfterError('(slipway --help lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: json ? terminal.err : terminal.out, writeErr: terminal.err })
    .addHelpText('after', epilogue);
  addDoctorCommand(program, context);
  addModelCommands(program, context);
  addPredictCommands(program, context);
  addJobCommands(program, context);
  addSystemCommands(program, context);
  addWebCommand(program, context);
  return program;
}

const epilogue = `
Exit status: 0 done, 1 the answer is no, 2 could not be done.
With --json, standard output is one JSON document; progress goes to standard error.
State is kept in ~/.slipway; SLIPWAY_HOME moves it.`;
