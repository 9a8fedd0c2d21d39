/** Memory of a container as the engine's statistics have it. */
export interface MemoryStatistics {
  readonly usage?: number;
  readonly stats?: Readonly<Record<string, number>>;
}

/**
 * Resident memory in bytes: pages of its own and mapped files, as the sum of its processes' resident sets counts them,
 * but each page once. Page cache, which the kernel gives back when it needs room, does not count, nor do files in /tmp.
 * The names are those of cgroups version 2, then of version 1. Undefined where the engine keeps no statistics.
 */
export function residentMemory({ usage, stats = {} }: MemoryStatistics): number | undefined {
  const own = stats['anon'] ?? stats['total_rss'] ?? stats['rss'];
  const mapped = stats['file_mapped'] ?? stats['total_mapped_file'] ?? stats['mapped_file'] ?? 0;
  if (own !== undefined) return own + mapped;
  return usage === undefined || usage === 0 ? undefined : usage;
}
