import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from './contenders.ts';
import { workFolder } from './environments.ts';
import { generator, type Cases, type ModelName } from './models.ts';
import { runProgram } from './programs.ts';

/** One load: how many connections, each with one request on its way, and how many rows a request holds. */
export interface Load {
  readonly connections: number;
  readonly rows: number;
}

/** What the generator saw of one load. Times in milliseconds. `generatorBusy` near 1 says that it, not the server, was the limit. */
export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly badStatus: number;
  readonly badAnswer: number;
  readonly brokenConnections: number;
  readonly generatorBusy: number;
}

export interface Span {
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

const distinctRequests = 64;

/** Writes the requests of a contender as the generator reads them; answers the file's path. */
export function writeRequests(contender: Contender, model: ModelName, rows: number, cases: Cases): string {
  const records = Array.from({ length: distinctRequests }, (_, index) => {
    const [from, to] = [index * rows, (index + 1) * rows];
    const body = JSON.stringify(contender.body(cases.rows.slice(from, to)));
    const request = `${head(contender.path, Buffer.byteLength(body))}${body}`;
    return `${Buffer.byteLength(request)} ${rows}\n${request}${cases.scores.slice(from, to).join(' ')}\n`;
  });
  mkdirSync(join(workFolder, 'requests'), { recursive: true });
  const path = join(workFolder, 'requests', `${contender.id}-${model}-${rows}.txt`);
  writeFileSync(path, records.join(''));
  return path;
}

function head(path: string, bytes: number): string {
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
    `accept: application/json\r\ncontent-length: ${bytes}\r\n\r\n`
  );
}

/** Applies one load. Throws when the generator cannot do its work. */
export async function applyLoad(
  contender: Contender,
  requests: string,
  { connections }: Load,
  { warmUpSeconds, seconds }: Span,
  place: { readonly port: number; readonly pin: readonly string[] },
): Promise<LoadResult> {
  const { marker, stride, offset } = contender.answer;
  const words = [place.port, connections, warmUpSeconds, seconds, requests, marker, stride, offset];
  const [program = generator, ...parameters] = [...place.pin, generator, ...words.map(String)];
  const outcome = await runProgram({ program, parameters, most: warmUpSeconds + seconds + 20 });
  if (!outcome.ok) throw new Error(outcome.reason);
  return JSON.parse(outcome.output) as LoadResult;
}
