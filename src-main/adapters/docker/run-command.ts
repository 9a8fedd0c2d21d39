import type Docker from 'dockerode';
import type { CommandOutcome } from '../../core/ports.ts';
import { soon } from './ask-engine.ts';
import { createHeadOfText, createTailOfText } from './bounded-text.ts';
import { demultiplex, type OutputPiece } from './demultiplex.ts';

/** The beginning of what a command writes to its output, and the end of its error output, in bytes. */
const mostOut = 8 * 1024 * 1024;
const mostErr = 256 * 1024;

/**
 * Runs a command in a running container and gathers what it writes. A cancelled `signal` ends the waiting at once; the
 * command itself ends with its container.
 */
export async function runCommand(
  container: Docker.Container,
  command: readonly string[],
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const out = createHeadOfText(mostOut);
  const err = createTailOfText(mostErr);
  const exitCode = await streamCommand(container, command, signal, async (pieces) => {
    for await (const { stream, bytes } of pieces) (stream === 'out' ? out : err).add(bytes);
  });
  return { exitCode, out: out.text(), err: err.text() };
}

/** Runs a command, gives its output to `take` piece by piece, and answers the exit code. */
export async function streamCommand(
  container: Docker.Container,
  command: readonly string[],
  signal: AbortSignal,
  take: (pieces: AsyncIterable<OutputPiece>) => Promise<void>,
): Promise<number> {
  signal.throwIfAborted();
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    AttachStdin: false,
    abortSignal: soon(signal),
  });
  const stream = await exec.start({ Detach: false, Tty: false, abortSignal: signal });
  try {
    await take(demultiplex(stream));
  } finally {
    stream.destroy();
  }
  const { ExitCode } = await exec.inspect({ abortSignal: soon(signal) });
  // The engine closes the output before it writes down the exit code when the container was killed meanwhile.
  return ExitCode ?? 137;
}
