import type { Command } from 'commander';
import type { Column, Model } from '../../../contract/models.ts';
import { sizeOf } from '../../../core/doctor/check.ts';
import { print, withEngine, type CommandContext, type JsonOption } from '../session.ts';
import { table } from '../table.ts';

export function addModelCommands(program: Command, context: CommandContext): void {
  const models = program.command('models').description('Look at the models that can be served.');
  models
    .command('list')
    .description('List the models.')
    .option('--json', 'print one JSON document')
    .action(async (options: JsonOption) => {
      const list = await withEngine(context, (client) => client.models.list());
      print(context, options, list, describeList);
    });
  models
    .command('show <id>')
    .description('Show one model: signature, examples, training and licence.')
    .option('--json', 'print one JSON document')
    .action(async (id: string, options: JsonOption) => {
      const model = await withEngine(context, (client) => client.models.get({ id }));
      print(context, options, model, describeModel);
    });
}

function describeList(models: readonly Model[]): string {
  const rows = models.map(({ id, title, signature, bytes }) => [
    id,
    title,
    signature.output.task,
    sizeOf(bytes),
  ]);
  return table(['ID', 'TITLE', 'TASK', 'SIZE'], rows);
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
