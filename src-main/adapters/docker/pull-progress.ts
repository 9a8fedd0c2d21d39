import type { BuildMessage } from './build-messages.ts';

/** Lines about a pull come at most this often, in milliseconds. */
const every = 1000;

/** Adds up what an engine says of the layers it fetches. `read` answers true once something really is fetched. */
export function createPullProgress(monotonic: () => number, say: (line: string) => void) {
  const layers = new Map<string, { current: number; total: number }>();
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    read: (message: BuildMessage): boolean => {
      const { status = '', id, progressDetail } = message;
      if (id === undefined || status.startsWith('Pulling from ')) {
        say(status);
        return status.startsWith('Status: Downloaded');
      }
      const { current = 0, total = 0 } = progressDetail ?? {};
      if (status === 'Downloading' && total > 0) layers.set(id, { current, total });
      if (status === 'Download complete') layers.set(id, finished(layers.get(id)));
      if (layers.size > 0 && monotonic() - saidAt >= every) {
        saidAt = monotonic();
        say(describe([...layers.values()]));
      }
      return status === 'Pull complete';
    },
  };
}

const finished = (layer: { current: number; total: number } | undefined) => ({
  current: layer?.total ?? 0,
  total: layer?.total ?? 0,
});

function describe(layers: readonly { current: number; total: number }[]): string {
  const sum = (pick: 'current' | 'total') => layers.reduce((bytes, layer) => bytes + layer[pick], 0);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return `Fetching: ${megabytes(sum('current'))} of ${megabytes(sum('total'))} MB`;
}
