import type { Command } from 'commander';

/** What a command says of itself: in the list of commands, and in its own help. */
export interface CommandText {
  readonly summary: string;
  /** What the summary leaves out, such as exit statuses. */
  readonly details?: string;
  /** Words after `slipway`. */
  readonly examples: readonly [string, ...string[]];
}

/** A command with the option that every command has, and with examples below its help. */
export function defineCommand(
  parent: Command,
  name: string,
  { summary, details, examples }: CommandText,
): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(details === undefined ? summary : `${summary} ${details}`)
    .option(jsonFlag, 'print one JSON document')
    .addHelpText('after', examplesText(examples));
}

/** Understood before the command as well as after it. */
export const jsonFlag = '--json';

export function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((words) => `  slipway ${words}`).join('\n')}`;
}
