import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { AnswerShape, Contender } from './contenders.ts';
import { pythonVariables } from './environments.ts';
import type { Cases, ModelName } from './models.ts';
import { lastLines } from './programs.ts';

/** A server that has answered its first case correctly. */
export interface RunningServer {
  /** From the start of the process to that answer, in milliseconds. */
  readonly readyMs: number;
  /** Resident memory of the process and its children, in MB of 1e6 bytes. */
  readonly memoryMb: () => number;
  /** Processor time of the process and its children so far, in seconds. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

const mostStartSeconds = 40;
const ticksPerSecond = 100;
const pageBytes = 4096;

/** Starts a contender on a core of its own. Throws with the server's last lines when it does not come to answer. */
export async function startServer(
  contender: Contender,
  model: ModelName,
  binaries: string,
  place: { readonly port: number; readonly pin: readonly string[] },
  cases: Cases,
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'serving-bench-'));
  const start = contender.start(model, place.port, binaries);
  for (const [name, content] of Object.entries(start.files ?? {}))
    writeFileSync(join(folder, name), JSON.stringify(content));
  const logPath = join(folder, 'log.txt');
  const log = openSync(logPath, 'w');
  const begun = performance.now();
  const [program = start.program, ...parameters] = [...place.pin, start.program, ...start.parameters];
  const child = spawn(program, parameters, {
    cwd: start.folder ?? folder,
    env: { ...pythonVariables(), PYTHONDONTWRITEBYTECODE: '1', ...start.variables },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const failure = await firstAnswer(child, contender, place.port, cases);
  if (failure !== undefined) {
    const said = lastLines(readFileSync(logPath, 'utf8'));
    await stop();
    throw new Error([failure, said].filter(Boolean).join('\n'));
  }
  return {
    readyMs: performance.now() - begun,
    memoryMb: () => sum(familyOf(child), ({ pages }) => (pages * pageBytes) / 1e6),
    cpuSeconds: () => sum(familyOf(child), ({ ticks }) => ticks / ticksPerSecond),
    stop,
  };
}

/** Asks every few milliseconds until the first case is answered; answers why that did not happen. */
async function firstAnswer(
  child: ChildProcess,
  contender: Contender,
  port: number,
  cases: Cases,
): Promise<string | undefined> {
  let spawnFailure: string | undefined;
  child.once('error', (error) => (spawnFailure = error.message));
  const body = JSON.stringify(contender.body(cases.rows.slice(0, 1)));
  const deadline = performance.now() + mostStartSeconds * 1000;
  let last = '';
  while (performance.now() < deadline) {
    if (spawnFailure !== undefined) return spawnFailure;
    if (child.exitCode !== null) return `ended with status ${child.exitCode}`;
    const answer = await ask(port, contender.path, body);
    if (answer?.status === 200) {
      const [score = Number.NaN] = scoresIn(answer.text, contender.answer);
      const right = Math.abs(score - (cases.scores[0] ?? Number.NaN)) <= 1e-5;
      return right ? undefined : `answered ${answer.text.slice(0, 200)}`;
    }
    last = answer === undefined ? last : `status ${answer.status}: ${answer.text.slice(0, 200)}`;
    await setTimeout(3);
  }
  return `no correct answer within ${mostStartSeconds} s. ${last}`;
}

function ask(
  port: number,
  path: string,
  body: string,
): Promise<{ status: number; text: string } | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false, timeout: 5000 };
    const asked = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', () => resolve(undefined));
    });
    asked.on('error', () => resolve(undefined));
    asked.on('timeout', () => asked.destroy());
    asked.end(body);
  });
}

/** The scores of an answer, read as the load generator reads them. */
export function scoresIn(text: string, { marker, stride, offset }: AnswerShape): readonly number[] {
  const from = text.indexOf(marker);
  if (from < 0) return [];
  const numbers = text
    .slice(from + marker.length)
    .replaceAll(/"[^"]*"/g, '')
    .match(/-?\d[\d.eE+-]*/g);
  return (numbers ?? []).filter((_, index) => index % stride === offset).map(Number);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  signal(child.pid, 'SIGTERM');
  const late = await Promise.race([gone.then(() => false), setTimeout(4000, true, { ref: false })]);
  signal(child.pid, 'SIGKILL');
  if (late) await gone;
}

/** The process leads a group of its own, so its children go with it. */
function signal(leader: number, name: NodeJS.Signals): void {
  try {
    process.kill(-leader, name);
  } catch {
    // The group has gone.
  }
}

interface ProcessState {
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

function familyOf(child: ChildProcess): readonly ProcessState[] {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, ProcessState][] => {
        const state = readState(name);
        return state === undefined ? [] : [[Number(name), state]];
      }),
  );
  const belongs = (id: number): boolean => {
    if (id === child.pid) return true;
    const parent = all.get(id)?.parent ?? 0;
    return parent > 1 && belongs(parent);
  };
  return [...all].filter(([id]) => belongs(id)).map(([, state]) => state);
}

/** Fields of /proc/PID/stat by their number in proc(5), after the name in parentheses: 4 ppid, 14 utime, 15 stime, 24 rss. */
function readState(id: string): ProcessState | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number) => Number(fields[number - 3]);
    return { parent: field(4), ticks: field(14) + field(15), pages: field(24) };
  } catch {
    return undefined;
  }
}

function sum(states: readonly ProcessState[], of: (state: ProcessState) => number): number {
  return states.reduce((total, state) => total + of(state), 0);
}
