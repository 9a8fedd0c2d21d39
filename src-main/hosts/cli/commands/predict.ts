import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Job } from '../../../contract/jobs.ts';
import { BatchResult, type Exchange } from '../../../contract/predictions.ts';
import type { Prediction, Row } from '../../../contract/models.ts';
import { servingRoutes, type RouteId } from '../../../contract/serving.ts';
import { AppError } from '../../../core/app-error.ts';
import { describeFailure } from '../../report-failure.ts';
import { defineCommand } from '../define-command.ts';
import { followJob, statusOf } from '../follow-job.ts';
import { print, withEngine, type Client, type CommandContext } from '../session.ts';

interface PredictOptions {
  readonly example: number;
  readonly body?: string;
  readonly route: RouteId;
}

export function addPredictCommands(program: Command, context: CommandContext): void {
  addPredict(program, context);
  addPredictFile(program, context);
}

function addPredict(program: Command, context: CommandContext): void {
  defineCommand(program, 'predict <model>', {
    summary: 'Predict one example or a body of your own.',
    details: 'Exit status 1 when the model server refuses the body.',
    examples: [
      'predict iris-flowers',
      'predict iris-flowers --example 2 --route sagemaker',
      `predict iris-flowers --body '{"rows": [{"sepal_length": 5.1}]}'`,
    ],
  })
    .option('--example <number>', 'which example of the model to send, counted from 1', parseNumber, 1)
    .option('--body <json>', 'send this body instead, as it is')
    .addOption(
      new Option('--route <route>', 'how to ask').choices(Object.keys(servingRoutes)).default('rest'),
    )
    .action(async (modelId: string, options: PredictOptions) => {
      const exchange = await withEngine(context, (client) => askOnce(client, modelId, options));
      print(context, exchange, describeExchange);
      if (exchange.problem !== undefined) context.finish(1);
    });
}

function addPredictFile(program: Command, context: CommandContext): void {
  const { terminal } = context;
  defineCommand(program, 'predict-file <model> <path>', {
    summary: 'Predict every row of a .csv or .jsonl file into a JSON Lines file.',
    details: 'Ctrl+C cancels. Exit status 1 when a row does not fit.',
    examples: [
      'predict-file penguin-mass penguins.csv',
      'predict-file penguin-mass penguins.csv --output /tmp/masses.jsonl',
    ],
  })
    .option('--output <path>', 'where to write; beside the input when left out')
    .action(async (modelId: string, path: string, { output }: { output?: string }) => {
      const outputPath = output === undefined ? {} : { outputPath: resolve(output) };
      const job = await withEngine(context, async (client) => {
        const input = { modelId, inputPath: resolve(path), ...outputPath };
        const { jobId } = await client.predictions.startBatch(input);
        return followJob(jobId, { client, terminal, onInterrupt: 'cancel' });
      });
      print(context, job, describeResult);
      if (job.error !== undefined) terminal.err(`${describeFailure(job.error)}\n`);
      if (job.state !== 'succeeded')
        terminal.err(`slipway jobs resume ${job.id} goes on, slipway jobs discard ${job.id} undoes it.\n`);
      context.finish(statusOf(job));
    });
}

async function askOnce(
  client: Client,
  modelId: string,
  { example, body, route }: PredictOptions,
): Promise<Exchange> {
  if (body !== undefined) return client.predictions.create({ modelId, route, body });
  const { examples } = await client.models.get({ id: modelId });
  const row: Row | undefined = examples[example - 1]?.row;
  if (row === undefined)
    throw new AppError('command.usage', {
      details: `${modelId} has ${examples.length} examples; there is no number ${example}.`,
    });
  return client.predictions.create({
    modelId,
    route,
    body: JSON.stringify(servingRoutes[route].body([row])),
  });
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('A whole number from 1 on is expected.');
  return number;
}

function describeResult({ state, result }: Job): string {
  return state === 'succeeded' ? `${BatchResult.parse(result).outputPath}\n` : '';
}

function describeExchange({ predictions = [], problem, durationMs, evidence }: Exchange): string {
  if (problem !== undefined) return `${describeFailure(problem)}\n`;
  return `${predictions.map(describePrediction).join('\n')}\n${durationMs.toFixed(1)} ms, ${evidence.replace('-', ' ')}\n`;
}

function describePrediction(prediction: Prediction): string {
  if ('value' in prediction) return String(prediction.value);
  return `${prediction.label}  ${(prediction.score * 100).toFixed(1)} %`;
}
