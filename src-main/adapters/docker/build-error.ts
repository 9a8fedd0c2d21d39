import { AppError } from '../../core/app-error.ts';
import { translateBuildFailure } from '../../core/packaging/translate/translate-build-failure.ts';
import { withoutCredentials } from '../../core/packaging/translate/without-credentials.ts';
import type { BuildReader } from './build-reader.ts';
import { isUnreachable, messageOf, toContainerError } from './engine-error.ts';

/** Lines of the log that an error carries. */
const shownLines = 12;

const codes = {
  space: 'container.no-space',
  base: 'container.no-base',
  build: 'container.build-failed',
} as const;

/** Names a build that failed. `thrown` is what the engine answered in place of a stream. */
export function toBuildError(reader: BuildReader, secrets: readonly string[], thrown?: unknown): AppError {
  const { step, lines } = reader.current();
  const broken = isUnreachable(thrown) && reader.error() === undefined;
  if (broken) return step === undefined ? toContainerError(thrown) : cutOff(step.number);
  const message = reader.error() ?? (thrown === undefined ? undefined : messageOf(thrown));
  if (message === undefined) return cutOff(step?.number);
  const exitCode = reader.exitCode();
  // The first line is the instruction itself.
  const output = lines.filter((_, place) => place > 0);
  const { sort, line, reason, fix } = translateBuildFailure({
    ...(step !== undefined && { instruction: step.instruction }),
    lines: output,
    message,
    ...(exitCode !== undefined && { exitCode }),
  });
  const where =
    step === undefined
      ? 'Before the first instruction'
      : `Step ${step.number} of ${step.total}: ${step.instruction}`;
  const details = [where, `Line: ${line}`, '', ...output.slice(-shownLines), message].join('\n');
  return new AppError(codes[sort], {
    cause: withoutCredentials(reason, secrets),
    fixes: [withoutCredentials(fix, secrets)],
    details: withoutCredentials(details, secrets),
  });
}

/** The stream ended without a result and without an error. */
function cutOff(step: number | undefined): AppError {
  return new AppError('container.failed', {
    cause: 'The container engine stopped in the middle of the build.',
    fixes: ['Start the container engine anew, then build again: finished layers are kept.'],
    details: step === undefined ? 'Before the first instruction' : `In step ${step}`,
  });
}
