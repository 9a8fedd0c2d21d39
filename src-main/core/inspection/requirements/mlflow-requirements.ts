import type { Inspection } from '../../../contract/inspection.ts';
import { within, type Look } from '../look.ts';
import { listOf, objectOf, stringOf, type Plain } from '../plain.ts';
import { fromConda, requirementLines } from './requirement-lines.ts';

export interface WantedEnvironment {
  readonly requirements?: Inspection['requirements'];
  /** As written: `3.11.7`, `>=3.10`. */
  readonly python?: string;
}

/** What the files of an MLflow folder ask for: requirements.txt, or else conda.yaml, and the Python of python_env.yaml. */
export async function mlflowRequirements(
  look: Look,
  folder: string,
  generic: Plain | undefined,
): Promise<WantedEnvironment> {
  const environment = objectOf(generic?.['env']);
  const file = (key: string, name: string) => within(folder, stringOf(environment?.[key]) ?? name);
  const text = await look.text(within(folder, 'requirements.txt'));
  const conda = await condaEnvironment(look, file('conda', 'conda.yaml'));
  const virtual = objectOf(
    look.parts.models.readYaml((await look.text(file('virtualenv', 'python_env.yaml'))) ?? ''),
  );
  const python = stringOf(virtual?.['python']) ?? conda?.python;
  const lines = text === undefined ? conda?.lines : requirementLines(text).lines;
  return {
    ...(lines !== undefined && lines.length > 0 && { requirements: { source: 'mlflow', lines } }),
    ...(python !== undefined && { python }),
  };
}

/** Requirements and Python of a conda environment; undefined when there is no such file. */
export async function condaEnvironment(
  look: Look,
  path: string,
): Promise<{ readonly lines: string[]; readonly python?: string } | undefined> {
  const text = await look.text(path);
  const document = text === undefined ? undefined : objectOf(look.parts.models.readYaml(text));
  if (document === undefined) return undefined;
  const dependencies = listOf(document['dependencies']) ?? [];
  const plain = dependencies.filter((one) => typeof one === 'string');
  const pip = dependencies.flatMap((one) => listOf(objectOf(one)?.['pip']) ?? []).map(String);
  const python = plain
    .map((line) => /^python\s*([=<>~!].*)$/.exec(line)?.[1]?.replace(/^=+/, ''))
    .find((one) => one !== undefined);
  return {
    lines: [
      ...plain.map(fromConda).filter((line) => line !== undefined),
      ...requirementLines(pip.join('\n')).lines,
    ],
    ...(python !== undefined && { python }),
  };
}
