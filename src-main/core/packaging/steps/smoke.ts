import type { SmokeRun } from '../../../contract/packages.ts';
import { AppError } from '../../app-error.ts';
import type { RunningContainer } from '../../ports.ts';
import { withConfinedContainer } from '../confined-container.ts';
import { withDeadline } from '../deadline.ts';
import type { PackageWork } from '../package-parts.ts';
import { lastLines, readSmokeRun } from '../read-report.ts';

/** A model that has not answered its sample after this long has failed, in seconds. */
const readyWithin = 120;
const command = ['-m', 'slipway_runtime.probe', '--wait', String(readyWithin)];
const python = '/opt/venv/bin/python';

/**
 * Runs the image read-only, as a user it does not know, without a network and without rights, and asks it its sample over
 * every route. Throws `package.smoke-failed` with the checks that failed and the last lines of the log.
 */
export async function smokeImage(work: PackageWork, image: string): Promise<SmokeRun> {
  const { parts, context } = work;
  const wanted = { purpose: 'smoke', image, command: ['serve'], environment: {}, readOnly: true };
  return withConfinedContainer(parts.engine, context, wanted, (container) =>
    withDeadline(parts.clock, (readyWithin + 60) * 1000, context.signal, tooLate, (signal) =>
      askProbe(container, signal),
    ),
  );
}

async function askProbe(container: RunningContainer, signal: AbortSignal): Promise<SmokeRun> {
  const outcome = await container.exec([python, ...command], signal).catch((error: unknown) => {
    // The server ended before it could be asked: its own last words say more than the engine's.
    if (container.ended.aborted) return undefined;
    throw error;
  });
  const memoryBytes = await container.memory().catch(() => undefined);
  const logs = await container.logs(60);
  if (outcome === undefined) throw failed(logs);
  const run = readSmokeRun(outcome.out, `${outcome.err}\n${logs}`);
  requirePassed(run, logs);
  return { ...run, ...(memoryBytes !== undefined && { memoryBytes }) };
}

/** The same for a package that runs as a process of this computer. */
export async function smokeProcess(
  work: PackageWork,
  folder: string,
  interpreter: string,
): Promise<SmokeRun> {
  const { parts, context } = work;
  const { out, err } = await withDeadline(
    parts.clock,
    (readyWithin + 60) * 1000,
    context.signal,
    tooLate,
    (signal) => parts.processes.probe({ interpreter, folder, wait: readyWithin }, signal),
  );
  const run = readSmokeRun(out, err);
  requirePassed(run, err);
  return run;
}

function requirePassed({ checks }: SmokeRun, logs: string): void {
  const missed = checks.filter(({ passed }) => !passed);
  if (missed.length === 0) return;
  throw failed(
    `${missed.map(({ title, observed }) => `${title}: ${observed}`).join('\n')}\n\n${lastLines(logs)}`,
  );
}

function failed(details: string): AppError {
  return new AppError('package.smoke-failed', { details: lastLines(details) });
}

function tooLate(): AppError {
  return failed(`The sample was not answered within ${readyWithin + 60} s.`);
}
