import type Docker from 'dockerode';
import { askEngine, soon } from './ask-engine.ts';
import type { RanStep } from './build-reader.ts';

/** Earlier images that are looked at for one instruction. */
const mostLookups = 20;

/** Says why an instruction was not taken from the cache; an empty text when it was. Call it in the build's order. */
export type CacheReasons = (step: RanStep) => Promise<string>;

interface Course {
  /** Names and positions of stages with an instruction that was built anew. */
  readonly rebuilt: Set<string>;
  stages: number;
  /** The first instruction of this stage that was built anew. */
  changed?: number;
}

/**
 * Remembers which images there were before the build. The classic builder keeps one image an instruction: those made
 * from the same parent tell a changed input from a new instruction.
 */
export async function createCacheReasons(docker: Docker, signal: AbortSignal): Promise<CacheReasons> {
  const before = await docker.listImages({ all: true, abortSignal: soon(signal) });
  const childrenOf = (short: string) =>
    before.filter(({ ParentId }) => ParentId.replace('sha256:', '').startsWith(short)).map(({ Id }) => Id);
  const course: Course = { rebuilt: new Set(), stages: 0 };
  return async (step) => {
    if (/^from\s/i.test(step.instruction)) enterStage(course, step);
    if (step.cached) return '';
    const reason =
      followed(course, step) ?? (await compare(docker, step, childrenOf(step.before ?? '-'), signal));
    course.changed ??= step.number;
    course.rebuilt.add(step.stage).add(String(course.stages - 1));
    return reason;
  };
}

function enterStage(course: Course, { instruction, number, stage }: RanStep): void {
  delete course.changed;
  course.stages += 1;
  const [, parent = ''] = /^from\s+(?:--\S+\s+)*(\S+)/i.exec(instruction) ?? [];
  if (!course.rebuilt.has(parent.toLowerCase())) return;
  course.changed = number;
  course.rebuilt.add(stage);
}

function followed({ changed, rebuilt }: Course, step: RanStep): string | undefined {
  if (step.fetched) return 'The base image was fetched';
  if (changed !== undefined) return `Follows step ${changed}, which was built anew`;
  const [, source] = /^(?:copy|add)\s.*--from=(\S+)/i.exec(step.instruction) ?? [];
  if (source === undefined || !rebuilt.has(source.toLowerCase())) return undefined;
  return `Copies from ${source}, which was built anew`;
}

async function compare(
  docker: Docker,
  { instruction }: RanStep,
  children: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  for (const id of children.slice(0, mostLookups)) {
    const [newest] = await historyOf(docker, id, signal);
    const reason = newest === undefined ? undefined : compareInstruction(instruction, newest.CreatedBy);
    if (reason !== undefined) return reason;
  }
  return 'First build of this instruction';
}

/** An image may be removed meanwhile; then there is nothing to compare with. */
async function historyOf(docker: Docker, id: string, signal: AbortSignal): Promise<{ CreatedBy: string }[]> {
  const answer = await askEngine(docker, `/images/${id}/history`, soon(signal)).catch(() => []);
  return answer as { CreatedBy: string }[];
}

/** What changed between an instruction and an earlier image's, when they are the same one. */
export function compareInstruction(instruction: string, createdBy: string): string | undefined {
  const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(instruction.trim()) ?? [];
  const earlier = createdBy.replace(/^.*?\/bin\/sh -c\s+/s, '').trim();
  if (/^run$/i.test(keyword)) return earlier === rest.trim() ? 'A build argument has changed' : undefined;
  const [, earlierKeyword, earlierRest = ''] = /^#\(nop\)\s+(\S+)\s*(.*)$/s.exec(earlier) ?? [];
  if (earlierKeyword?.toLowerCase() !== keyword.toLowerCase()) return undefined;
  if (!/^(?:copy|add)$/i.test(keyword)) return 'Its values have changed';
  return sameTarget(rest, earlierRest) ? 'What it copies has changed' : undefined;
}

function sameTarget(rest: string, earlier: string): boolean {
  const bare = (path: string) => path.replace(/["\]]+$/, '').replace(/^\.?\/|\/$/g, '');
  const target = bare(
    rest
      .trim()
      .split(/[\s"]+/)
      .at(-1) ?? '',
  );
  return bare(earlier.split(' in ').at(-1)?.trim() ?? '').endsWith(target);
}
