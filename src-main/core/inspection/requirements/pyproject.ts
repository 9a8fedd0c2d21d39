import { requirementLines } from './requirement-lines.ts';

export interface PyprojectFacts {
  readonly lines?: string[];
  readonly python?: string;
}

/** `dependencies` and `requires-python` of the table `project` in a pyproject.toml. */
export function pyprojectFacts(text: string | undefined): PyprojectFacts | undefined {
  const table =
    text === undefined ? undefined : /^\[project\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1];
  if (table === undefined) return undefined;
  const list = /^dependencies\s*=\s*\[((?:[^\]"']|"[^"\n]*"|'[^'\n]*')*)\]/m.exec(table)?.[1];
  const lines = list === undefined ? undefined : requirementLines(quoted(list).join('\n')).lines;
  const python = /^requires-python\s*=\s*["']([^"'\n]+)["']/m.exec(table)?.[1];
  return { ...(lines !== undefined && { lines }), ...(python !== undefined && { python }) };
}

function quoted(list: string): string[] {
  const withoutComments = list.replace(/^\s*#.*$/gm, '');
  return [...withoutComments.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
}
