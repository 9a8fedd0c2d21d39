import type { Finding, Inspection } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import { folderOf, within, type Look } from '../look.ts';
import type { Detected } from '../detect/detected.ts';
import { condaEnvironment } from './mlflow-requirements.ts';
import { pyprojectFacts } from './pyproject.ts';
import { requirementLines } from './requirement-lines.ts';

export interface Requirements {
  readonly requirements: Inspection['requirements'];
  readonly python?: string;
  readonly findings: readonly Finding[];
}

/** What the model needs: as its files say, or else the libraries that it names with the versions that it records. */
export async function findRequirements(look: Look, detected: Detected): Promise<Requirements> {
  const python = detected.python ?? (await pythonBeside(look, detected));
  const told: Told | undefined = detected.requirements ?? (await requirementsBeside(look, detected));
  const rest = { ...(python !== undefined && { python }) };
  if (told === undefined) {
    const lines = inferred(detected);
    const open = lines.filter((one) => /^[\w.-]+$/.test(one) && one !== 'onnxruntime' && !helpers.has(one));
    return {
      requirements: { source: 'inferred', lines },
      ...rest,
      findings: open.length === 0 ? [] : [versionMissing(open, detected.format)],
    };
  }
  const refused = told.refused ?? [];
  const missing = detected.requirements === undefined ? notNamed(detected, told.lines) : [];
  return {
    requirements: { source: told.source, lines: told.lines },
    ...rest,
    findings: [
      ...(refused.length === 0 ? [] : [refusedLines(refused)]),
      ...(missing.length === 0 ? [] : [libraryMissing(missing)]),
    ],
  };
}

type Told = Inspection['requirements'] & { readonly refused?: string[] };

/** Folders whose files speak for the model: its own, then those above. */
function foldersAbove(look: Look, { model }: Detected): string[] {
  const own = look.file(model) === undefined ? model : folderOf(model);
  const folders = [own];
  for (let folder = own; folder !== '';) folders.push((folder = folderOf(folder)));
  return folders;
}

async function requirementsBeside(look: Look, detected: Detected): Promise<Told | undefined> {
  for (const folder of foldersAbove(look, detected)) {
    const text = await look.text(within(folder, 'requirements.txt'));
    if (text !== undefined) return { source: 'requirements.txt', ...requirementLines(text) };
    for (const name of ['conda.yaml', 'conda.yml', 'environment.yml', 'environment.yaml']) {
      const conda = await condaEnvironment(look, within(folder, name));
      if (conda !== undefined && conda.lines.length > 0) return { source: 'conda', lines: conda.lines };
    }
    const project = pyprojectFacts(await look.text(within(folder, 'pyproject.toml')));
    if (project?.lines !== undefined) return { source: 'pyproject', lines: project.lines };
  }
  return undefined;
}

async function pythonBeside(look: Look, detected: Detected): Promise<string | undefined> {
  for (const folder of foldersAbove(look, detected)) {
    const texts = await Promise.all(
      ['.python-version', 'runtime.txt'].map((name) => look.text(within(folder, name), 200)),
    );
    const conda = await condaEnvironment(look, within(folder, 'conda.yaml'));
    const project = pyprojectFacts(await look.text(within(folder, 'pyproject.toml')));
    for (const text of [...texts, conda?.python, project?.python]) {
      const version = /\b(3\.\d+)/.exec(text ?? '')?.[1];
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

function inferred({ needs = [], libraries = {}, signature, framework, entry = '' }: Detected): string[] {
  const named = signature?.inputs.some(({ name }, index) => name !== `x${index}`) === true;
  const estimator = framework === 'sklearn' || /^(xgboost|lightgbm)\.sklearn\./.test(entry);
  const all = [
    ...needs,
    ...(estimator ? ['scikit-learn', 'joblib'] : []),
    // A table with names of columns is one of pandas.
    ...(estimator && named ? ['pandas'] : []),
  ];
  return [...new Set(all)].map((name) => line(name, libraries[name])).sort();
}

function line(name: string, version: string | undefined): string {
  if (version === undefined || version === 'unknown') return name;
  if (/^[<>=]/.test(version)) return `${name}${version}`;
  // The part behind a plus names a build, which an index does not have.
  return `${name}==${version.replace(/\+.*$/, '')}`;
}

const helpers = new Set(['numpy', 'scipy', 'joblib', 'pandas', 'h5py', 'safetensors']);

/** Formats that load only with the versions that wrote them, more or less. */
const fragile = new Set(['pickle', 'joblib', 'skops', 'torch-module', 'keras', 'keras-h5']);

function versionMissing(lines: readonly string[], format: string): Finding {
  return finding(
    fragile.has(format) ? 'warns' : 'info',
    'version-missing',
    'Not every version is recorded',
    `The model does not say with which version of ${listed(lines)} it was written; the newest that fits would be installed.`,
    'Put a requirements.txt with the versions of the training beside the model.',
  );
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function notNamed({ needs = [] }: Detected, lines: readonly string[]): string[] {
  const named = new Set(lines.map((one) => normal(/^[\w.-]+/.exec(one)?.[0] ?? '')));
  const variants = (name: string) => [
    name,
    ...(name === 'tensorflow' ? ['tensorflow-cpu'] : []),
    ...(name === 'onnxruntime' ? ['onnxruntime-gpu'] : []),
    ...(name === 'xgboost' ? ['xgboost-cpu'] : []),
  ];
  return needs.filter((name) => !helpers.has(name) && !variants(name).some((one) => named.has(normal(one))));
}

function libraryMissing(names: readonly string[]): Finding {
  return finding(
    'warns',
    'requirements-library',
    'The requirements lack a library of the model',
    `The model needs ${listed(names)}, which the requirements do not name.`,
    'Add it, with the version of the training.',
  );
}

function refusedLines(lines: readonly string[]): Finding {
  return finding(
    'warns',
    'requirements-refused',
    'Some lines of the requirements are left out',
    `Options, addresses and paths are not honoured: ${listed(lines, 4)}.`,
    'Name distributions of a package index, or use an offline folder of wheels.',
  );
}
