import type { Finding } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import { folderOf, nameOfPath, type Look } from '../look.ts';
import { outlinePython, type PythonClass } from '../python/outline.ts';

/** A module's file and class, as `net.py:Net`. */
interface ModuleClass {
  readonly file: string;
  readonly name: string;
}

const mostFiles = 50;
const mostClasses = 50;

/** A state dict is weights alone: the class that they fill must be in a .py file beside them. */
export async function stateBesideModule(look: Look, path: string) {
  const found = await moduleClasses(look, path);
  const [only] = found;
  return {
    framework: 'torch' as const,
    model: path,
    ...(only !== undefined && found.length === 1 && { entry: `${only.file}:${only.name}` }),
    findings: found.length === 1 ? [] : [missing(found)],
  };
}

function missing(found: readonly ModuleClass[]): Finding {
  const names = found.map(({ file, name }) => `${file}:${name}`);
  return finding(
    'blocks',
    'torch-module',
    'The class that the weights belong to is not clear',
    names.length === 0
      ? 'The file holds weights alone, and no .py file beside it defines a class of torch.nn.Module.'
      : `Several classes of torch.nn.Module are beside it, and each could be the one: ${listed(names)}.`,
    'Put one .py file with the class beside the weights, save the model as TorchScript or as an exported program, or add a predict.py.',
  );
}

/** Classes of `nn.Module` beside the weights that no other class beside them uses or extends. */
async function moduleClasses(look: Look, path: string): Promise<ModuleClass[]> {
  const folder = folderOf(path);
  const files = look.tree.files.filter(
    (file) => file.path.endsWith('.py') && isNear(folderOf(file.path), folder),
  );
  const found: (ModuleClass & { readonly text: string })[] = [];
  for (const { path: file } of files.slice(0, mostFiles)) {
    const text = (await look.text(file)) ?? '';
    const { classes } = outlinePython(text);
    found.push(...modulesIn(classes).map((name) => ({ file, name, text })));
  }
  if (found.length > mostClasses) return found;
  const outer = found.filter(
    ({ name }) => !found.some((other) => other.name !== name && uses(other.text, name)),
  );
  return (outer.length > 0 ? outer : found).map(({ file, name }) => ({ file, name }));
}

function isNear(folder: string, model: string): boolean {
  return folder === model || folder === '' || nameOfPath(folder) === 'code';
}

/** Names of the classes that extend `nn.Module`, also through others of the same file. */
function modulesIn(classes: readonly PythonClass[]): string[] {
  const names = new Set<string>();
  for (let before = -1; names.size > before;) {
    before = names.size;
    for (const { name, bases } of classes)
      if (bases.some((base) => names.has(base) || /(^|\.)(Module|LightningModule)$/.test(base)))
        names.add(name);
  }
  return [...names].slice(0, mostClasses);
}

/** Made as a part of something: `Name(` anywhere but at its definition. */
function uses(text: string, name: string): boolean {
  return (
    new RegExp(`(?<!class\\s)\\b${name}\\s*\\(`).test(text) ||
    new RegExp(`class\\s+\\w+\\s*\\(\\s*${name}\\b`).test(text)
  );
}
