import { codeLines } from './code-lines.ts';

export interface PythonFunction {
  readonly name: string;
  /** Names in order, without defaults and annotations. */
  readonly parameters: readonly string[];
  /** It yields: its answer is streamed. */
  generator: boolean;
}

export interface PythonClass {
  readonly name: string;
  readonly bases: readonly string[];
  readonly methods: PythonFunction[];
}

/** What a Python file defines and imports, read as text: nothing of it is run. */
export interface PythonOutline {
  readonly functions: readonly PythonFunction[];
  readonly classes: readonly PythonClass[];
  /** Names given a value at the outermost level. */
  readonly names: readonly string[];
  /** First parts of the modules, sorted. */
  readonly imports: readonly string[];
}

interface Scope {
  readonly indent: number;
  readonly of: PythonClass | PythonFunction;
  readonly kind: 'class' | 'function';
}

const mostDefinitions = 5000;

export function outlinePython(text: string): PythonOutline {
  const functions: PythonFunction[] = [];
  const classes: PythonClass[] = [];
  const names = new Set<string>();
  const imports = new Set<string>();
  const scopes: Scope[] = [];
  for (const line of codeLines(text)) {
    const indent = line.length - line.trimStart().length;
    const code = line.trim();
    if (code === '') continue;
    while ((scopes.at(-1)?.indent ?? -1) >= indent) scopes.pop();
    const scope = scopes.at(-1);
    for (const module of importsOf(code)) imports.add(module);
    if (functions.length + classes.length > mostDefinitions) break;
    const defined = functionIn(code);
    const made = defined === undefined ? classIn(code) : undefined;
    if (defined !== undefined) {
      if (scope === undefined) functions.push(defined);
      else if (scope.kind === 'class') (scope.of as PythonClass).methods.push(defined);
      scopes.push({ indent, of: defined, kind: 'function' });
    } else if (made !== undefined) {
      if (scope === undefined) classes.push(made);
      scopes.push({ indent, of: made, kind: 'class' });
    } else if (scope === undefined) nameIn(code)?.forEach((name) => names.add(name));
    if (defined === undefined && scope?.kind === 'function' && /\byield\b/.test(code))
      (scope.of as PythonFunction).generator = true;
  }
  return { functions, classes, names: [...names], imports: [...imports].sort() };
}

function functionIn(code: string): PythonFunction | undefined {
  const [, name, parameters] =
    /^(?:async\s+)?def\s+([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[[^\]]*\]\s*)?\((.*)$/u.exec(code) ?? [];
  if (name === undefined || parameters === undefined) return undefined;
  const inside = insideOf(parameters);
  return { name, parameters: namesIn(inside), generator: /\byield\b/.test(parameters.slice(inside.length)) };
}

function classIn(code: string): PythonClass | undefined {
  const [, name, bases] =
    /^class\s+([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[[^\]]*\]\s*)?(?:\((.*))?/u.exec(code) ?? [];
  if (name === undefined) return undefined;
  return { name, bases: bases === undefined ? [] : split(insideOf(bases)), methods: [] };
}

/** Up to the bracket that closes. */
function insideOf(text: string): string {
  let depth = 1;
  for (let at = 0; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    if (')]}'.includes(text[at] ?? '') && (depth -= 1) === 0) return text.slice(0, at);
  }
  return text;
}

/** Parts between commas that are in no bracket. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at] ?? ',';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && (depth === 0 || at === text.length)) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

function namesIn(parameters: string): string[] {
  return split(parameters)
    .map((part) => /^\**\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(part)?.[1])
    .filter((name) => name !== undefined);
}

function nameIn(code: string): string[] | undefined {
  const [, name] = /^([\p{L}_][\p{L}\p{N}_]*)\s*(?::[^=]+)?=(?!=)/u.exec(code) ?? [];
  return name === undefined ? undefined : [name];
}

function importsOf(code: string): string[] {
  const [, from] = /^from\s+([\w.]+)\s+import\b/.exec(code) ?? [];
  if (from !== undefined) return from.startsWith('.') ? [] : [from.split('.')[0] ?? ''];
  const [, list] = /^import\s+(.+)$/.exec(code) ?? [];
  return (list ?? '')
    .split(',')
    .map((part) => /^\s*(\w+)/.exec(part)?.[1])
    .filter((name) => name !== undefined);
}
