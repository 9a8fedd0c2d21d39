import { baseFailures, speaksOfPull } from './base-failures.ts';
import { rule, type FailureRule } from './failure-rule.ts';
import { instructionFailures, systemFailures } from './instruction-failures.ts';
import { networkFailures, pipFailures, wantsOtherPython } from './pip-failures.ts';

/** What is known of an instruction that failed. */
export interface BuildFailure {
  /** As the Dockerfile has it; missing when the build failed before the first one. */
  readonly instruction?: string;
  /** The instruction's output, oldest first. */
  readonly lines: readonly string[];
  /** The engine's own sentence. */
  readonly message: string;
  readonly exitCode?: number;
}

export interface TranslatedFailure {
  /** `space`: the disk is full. `base`: the base image cannot be had. `build`: all else. */
  readonly sort: 'space' | 'base' | 'build';
  /** The line of the log that tells. */
  readonly line: string;
  readonly reason: string;
  readonly fix: string;
}

const space = rule(
  /no space left on device|ENOSPC|disk quota exceeded|You don't have enough free space/i,
  'The disk that the engine keeps images on is full.',
  'Remove unused images and layers, then build again.',
);

const memory = rule(
  /\bKilled\b|MemoryError|Cannot allocate memory|out of memory|OOM/,
  'The instruction needed more memory than the container engine has.',
  'Give the container engine more memory, or close other programs.',
);

/** The longest line that is shown, in characters: pip lists every version that there is. */
const longestLine = 300;

/** Says in plain words why a build failed. What is not known is told as it is: the exit code and the last line. */
export function translateBuildFailure(failure: BuildFailure): TranslatedFailure {
  const { sort, line, reason, fix } = translate(failure);
  const cut = line.trim();
  return { sort, line: cut.length > longestLine ? `${cut.slice(0, longestLine)}…` : cut, reason, fix };
}

function translate(failure: BuildFailure): TranslatedFailure {
  const full = firstOf([space], failure);
  if (full !== undefined) return { sort: 'space', ...full };
  if (isAboutBase(failure)) return translateBase(failure);
  const killed = failure.exitCode === 137 ? tell(memory, lastLine(failure)) : undefined;
  const told =
    killed ??
    firstOf(networkFailures, failure) ??
    otherPython(failure) ??
    firstOf(commandFailures, failure) ??
    unknown(failure);
  return { sort: 'build', ...withRequirement(told, failure.lines) };
}

const commandFailures = [...pipFailures, ...instructionFailures, memory, ...systemFailures];

function isAboutBase({ instruction = '', message }: BuildFailure): boolean {
  return /^from\s/i.test(instruction) || (speaksOfPull.test(message) && !/^copy\s/i.test(instruction));
}

function otherPython({ lines }: BuildFailure): Told | undefined {
  const found = wantsOtherPython(lines);
  if (found === undefined) return undefined;
  const reason = `${found.name} does not support the Python version of the base image: it asks for ${found.python}.`;
  return {
    line: found.line,
    reason,
    fix: 'Choose a Python version that fits, or another version of the requirement.',
  };
}

/** Puts the name of what could not be built into the sentence, where a later line has it. */
function withRequirement(told: Told, lines: readonly string[]): Told {
  const names = lines.map((line) => /Failed building wheel for (\S+)|Failed to build ([\w.-]+)$/.exec(line));
  const name = names.map((match) => match?.[1] ?? match?.[2]).find((found) => found !== undefined);
  return name === undefined ? told : { ...told, reason: told.reason.replace(/^A requirement/, name) };
}

function translateBase(failure: BuildFailure): TranslatedFailure {
  const { message } = failure;
  const reason = 'The engine cannot get the base image.';
  const fix = 'Check the name of the base image and the network.';
  return {
    sort: 'base',
    ...(firstOf(baseFailures, { ...failure, lines: [] }) ?? { line: message, reason, fix }),
  };
}

type Told = Omit<TranslatedFailure, 'sort'>;

/** The first rule that shows anywhere, by its last line: what was tried last is what ended the build. */
function firstOf(rules: readonly FailureRule[], { lines, message }: BuildFailure): Told | undefined {
  for (const each of rules) {
    const line = [...lines, message].findLast((candidate) => each.shows.test(candidate));
    if (line !== undefined) return tell(each, line);
  }
  return undefined;
}

function tell({ shows, reason, fix }: FailureRule, line: string): Told {
  const groups = shows.exec(line);
  const match = (group: number) => groups?.[group] ?? '';
  return { line, reason: reason(match), fix: fix(match) };
}

function unknown(failure: BuildFailure): Told {
  const { exitCode } = failure;
  const reason =
    exitCode === undefined
      ? 'The engine stopped the build.'
      : `The command ended with exit code ${exitCode}.`;
  return { line: lastLine(failure), reason, fix: 'Read the log of the failed instruction and correct it.' };
}

const lastLine = ({ lines, message }: BuildFailure): string => lines.at(-1)?.trim() ?? message.trim();
