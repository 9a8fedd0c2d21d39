import { linesOf, type DraftForm } from './draft-form.ts';

/** What is wrong with an answer, by field. */
export type DraftProblems = Readonly<Partial<Record<keyof DraftForm, string>>>;

/** The contract's own rules for names and tags; a test holds them together. */
const name = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const version = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
/** A distribution's name, then anything: what follows is the resolver's to judge. */
const requirement = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:[\s[(<>=!~;@].*)?$/;
const baseImage = /^[a-zA-Z0-9][\w.:/@-]*$/;

/** Faults that the page can see by itself; the engine parses everything again. */
export function draftProblems(form: DraftForm): DraftProblems {
  return defined({
    name: nameProblem(form.name.trim()),
    version: version.test(form.version.trim())
      ? undefined
      : 'Letters, digits, dots, dashes and underscores, at most 128, such as 1.4.0.',
    baseImage:
      form.baseImage.trim() === '' || baseImage.test(form.baseImage.trim())
        ? undefined
        : 'The name of an image, such as registry.example/python:3.11-slim.',
    requirements: requirementProblem(linesOf(form.requirements)),
    wheels: pathProblem(form.wheels.trim()),
    folder: pathProblem(form.folder.trim()),
  });
}

function nameProblem(text: string): string | undefined {
  if (text === '') return 'Give the package a name.';
  if (name.test(text)) return undefined;
  return text.length > 63
    ? 'At most 63 characters.'
    : 'Lower-case letters, digits and dashes; the first and last are a letter or a digit.';
}

function requirementProblem(lines: readonly string[]): string | undefined {
  const option = lines.find((line) => line.startsWith('-'));
  if (option !== undefined)
    return `“${option}” is an option of pip: one requirement a line, such as boto3>=1.34.`;
  const wrong = lines.find((line) => !requirement.test(line));
  return wrong === undefined
    ? undefined
    : `“${wrong}” is no requirement: write it as name and version, such as boto3>=1.34.`;
}

/** A path of this or another platform: the page does not know where the engine runs. */
export function isFullPath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

function pathProblem(path: string): string | undefined {
  return path === '' || isFullPath(path)
    ? undefined
    : 'Give the full path, starting at the root of the disk.';
}

function defined(problems: Record<string, string | undefined>): DraftProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined));
}
