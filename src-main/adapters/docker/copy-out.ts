import { posix } from 'node:path';
import type Docker from 'dockerode';
import { AppError } from '../../core/app-error.ts';
import { createTailOfText } from './bounded-text.ts';
import type { OutputPiece } from './demultiplex.ts';
import { streamCommand } from './run-command.ts';
import { unpack, unpackLimits } from './unpack.ts';

/**
 * Copies a file or folder of a container to `folder`, under its own name. The engine's archive does not see what lies
 * in /tmp, which is kept in memory: that is read by a tar within the container, which must still run and have one.
 */
export async function copyOut(
  container: Docker.Container,
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const from = posix.normalize(path).replace(/\/$/, '');
  if (from === '/tmp' || from.startsWith('/tmp/')) return copyByCommand(container, from, folder, signal);
  const stream = await container.getArchive({ path: from, abortSignal: signal });
  await unpack(stream as AsyncIterable<unknown>, folder, unpackLimits, signal);
}

/** Writes a folder of /tmp as a tar to standard output, in plain Python, where the image has no tar. */
const pythonTar =
  'import sys,tarfile;t=tarfile.open(fileobj=sys.stdout.buffer,mode="w|");t.add(sys.argv[1],sys.argv[2]);t.close()';

async function copyByCommand(container: Docker.Container, from: string, folder: string, signal: AbortSignal) {
  const [parent, name] = [posix.dirname(from), posix.basename(from)];
  const commands = [
    ['tar', '-cf', '-', '-C', parent, '--', name],
    ['python3', '-c', pythonTar, from, name],
    ['/opt/venv/bin/python', '-c', pythonTar, from, name],
  ];
  const said: string[] = [];
  for (const command of commands) {
    const problem = await copyWith(container, command, folder, signal);
    if (problem === undefined) return;
    said.push(problem);
  }
  throw new AppError('container.failed', {
    cause: `${from} cannot be read out of the container.`,
    fixes: ['Check that the file was written, and that the image has tar or Python.'],
    details: said.join('\n'),
  });
}

/** Answers why it did not work; undefined when it did. */
async function copyWith(
  container: Docker.Container,
  command: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const err = createTailOfText(4096);
  const entries = { taken: 0 };
  const exitCode = await streamCommand(container, command, signal, async (pieces) => {
    entries.taken = await unpack(onlyOut(pieces, err.add), folder, unpackLimits, signal);
  });
  if (exitCode === 0) return undefined;
  const problem = `${command[0] ?? ''}: exit code ${exitCode}, ${err.text().trim()}`;
  // Part of it is here already: another try would only meet it.
  if (entries.taken > 0) throw new AppError('container.failed', { details: problem });
  return problem;
}

async function* onlyOut(pieces: AsyncIterable<OutputPiece>, toErr: (bytes: Buffer) => void) {
  for await (const { stream, bytes } of pieces) {
    if (stream === 'out') yield bytes;
    else toErr(bytes);
  }
}
