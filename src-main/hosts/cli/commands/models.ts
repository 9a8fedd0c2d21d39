import type { Command } from 'commander';
import type { Column, Model } from '../../../contract/models.ts';
import { sizeOf } from '../../../core/doctor/check.ts';
import { defineCommand, examplesText } from '../define-command.ts';
import { print, withEngine, type CommandContext } from '../session.ts';
import { table } from '../table.ts';
import { addInspectCommand } from './inspect.ts';

export function addModelCommands(program: Command, context: CommandContext): void {
  const models = program
    .command('models')
    .description('Look at the models that can be served, and inspect those on disk.')
    .addHelpText(
      'after',
      examplesText(['models list', 'models show iris-flowers', 'models inspect model.joblib']),
    );
  addInspectCommand(models, context);
  defineCommand(models, 'list', {
    summary: 'List the models.',
    examples: ['models list', 'models list --json'],
  }).action(async () => {
    const list = await withEngine(context, (client) => client.models.list());
    print(context, list, describeList);
  });
  defineCommand(models, 'show <id>', {
    summary: 'Show one model: signature, training and licence.',
    details: 'With --json also its examples.',
    examples: ['models show penguin-mass', 'models show penguin-mass --json'],
  }).action(async (id: string) => {
    const model = await withEngine(context, (client) => client.models.get({ id }));
    print(context, model, describeModel);
  });
}

function describeList(models: readonly Model[]): string {
  const rows = models.map(({ id, title, signature, bytes }) => [
    id,
    title,
    signature.output.task,
    sizeOf(bytes),
  ]);
  return table(['ID', 'TITLE', 'TASK', { right: 'SIZE' }], rows);
}

function describeModel({ title, summary, signature, training, data }: Model): string {
  const { name, value, unit } = training.metric;
  return [
    title,
    summary,
    '',
    table(
      ['INPUT', 'TYPE', 'RANGE'],
      signature.inputs.map((column) => [column.name, column.type, rangeOf(column)]),
    ),
    `Trained with ${training.library} (${training.algorithm}) on ${training.rows} rows: ${name} ${value} ${unit ?? ''}`.trimEnd(),
    `Data: ${data.name}, ${data.licence} (${data.licenceUrl})`,
    '',
  ].join('\n');
}

function rangeOf({ categories, min, max, unit }: Column): string {
  if (categories !== undefined) return categories.join(' | ');
  return min === undefined || max === undefined ? '' : `${min} to ${max} ${unit ?? ''}`.trimEnd();
}
