/** Runs work in order of arrival, at most `limit` at once for each key. */
export function createQueue() {
  const running = new Map<string, number>();
  const waiting: { readonly key: string; readonly limit: number; readonly go: () => void }[] = [];

  const free = (key: string, limit: number) => (running.get(key) ?? 0) < limit;
  const take = (key: string) => running.set(key, (running.get(key) ?? 0) + 1);
  const release = (key: string) => {
    running.set(key, (running.get(key) ?? 1) - 1);
    const index = waiting.findIndex((next) => free(next.key, next.limit));
    const [next] = index < 0 ? [] : waiting.splice(index, 1);
    if (next === undefined) return;
    take(next.key);
    next.go();
  };

  return async <T>(key: string, limit: number, work: () => Promise<T>): Promise<T> => {
    if (free(key, limit)) take(key);
    else await new Promise<void>((go) => waiting.push({ key, limit, go }));
    try {
      return await work();
    } finally {
      release(key);
    }
  };
}
