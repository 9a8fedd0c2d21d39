import type { JobContext } from '../jobs/kind.ts';
import type { ContainerEngine, ContainerRequest, RunningContainer } from '../ports.ts';

/** Memory of a container that runs code of a model, in bytes. */
const memoryBytes = 4 * 1024 ** 3;
/** What it may write to /tmp, in bytes. */
const tmpBytes = 512 * 1024 ** 2;
/** A user that no image knows: some clouds run containers as one. */
const someUser = '12345';

type Wanted = Pick<ContainerRequest, 'image' | 'command' | 'environment' | 'readOnly'> & {
  readonly purpose: string;
};

/**
 * Runs a container without a network, without rights and with bounds for as long as `use` takes. It is in the ledger
 * before it exists, and one that an earlier attempt left behind is removed first.
 */
export async function withConfinedContainer<T>(
  engine: ContainerEngine,
  context: JobContext,
  { purpose, ...wanted }: Wanted,
  use: (container: RunningContainer) => Promise<T>,
): Promise<T> {
  const name = `slipway-${purpose}-${context.jobId}`.toLowerCase();
  await engine.removeContainer(name);
  const request: ContainerRequest = {
    ...wanted,
    name,
    network: 'none',
    user: someUser,
    tmpBytes,
    memoryBytes,
    cores: 1,
    labels: { 'dev.slipway.job': context.jobId },
  };
  let container: RunningContainer | undefined;
  const entry = await context.create({ kind: 'container', ref: name, data: {} }, async () => {
    container = await engine.start(request, context.signal);
  });
  try {
    if (container === undefined) throw new Error('The engine started nothing.');
    return await use(container);
  } finally {
    await engine.removeContainer(name);
    context.gone(entry);
  }
}
