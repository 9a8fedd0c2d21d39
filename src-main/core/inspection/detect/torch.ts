import type { Finding, PickleFacts } from '../../../contract/inspection.ts';
import { finding } from '../findings.ts';
import type { Look } from '../look.ts';
import { attributeOf, classOf, nameOf, type PickleValue } from '../pickle/pickle-value.ts';
import { pickleFacts } from '../pickle/pickle-facts.ts';
import type { PickleWalk } from '../pickle/walk-pickle.ts';
import type { Detected } from './detected.ts';
import { stateBesideModule } from './torch-module.ts';
import type { Zip } from './open-zip.ts';
import { walksInZip } from './zip-pickles.ts';

/** A file of `torch.save` or `torch.jit.save`: a zip with `data.pkl` and the tensors. */
export async function detectTorch(look: Look, path: string, zip: Zip): Promise<Detected> {
  const paths = zip.entries.map((entry) => entry.path);
  const main = paths.find((one) => /^([^/]+\/)?data\.pkl$/.test(one)) ?? '';
  const top = main.slice(0, main.length - 'data.pkl'.length);
  const isScript =
    paths.includes(`${top}constants.pkl`) || paths.some((one) => one.startsWith(`${top}code/`));
  const walks = await walksInZip(look, path, zip);
  const pickles = walks.map(({ at, walk }) => pickleFacts(at, walk, isScript ? isOwnType : undefined));
  const root = walks.find(({ at }) => at === `${path}!${main}`)?.walk.root;
  if (isScript) return describeScript(path, root, pickles);
  return describeSaved(look, path, root, pickles);
}

/** Types of the script itself, which its own reader makes: they are no Python modules. */
function isOwnType(module: string): boolean {
  return module === '__torch__' || module.startsWith('__torch__.') || module === 'torch.jit._pickle';
}

function describeScript(path: string, root: PickleValue | undefined, pickles: PickleFacts[]): Detected {
  return {
    framework: 'torch',
    format: 'torchscript',
    formatTitle: 'PyTorch, TorchScript',
    model: path,
    entry: (classOf(root) ?? 'torch.jit.ScriptModule').replace(/^__torch__\./, ''),
    needs: ['torch'],
    pickles,
  };
}

async function describeSaved(
  look: Look,
  path: string,
  root: PickleValue | undefined,
  pickles: PickleFacts[],
): Promise<Detected> {
  const whole = isModuleObject(root);
  const beside = whole ? undefined : await stateBesideModule(look, path);
  return {
    framework: 'torch',
    ...beside,
    format: whole ? 'torch-module' : 'torch-state',
    formatTitle: whole ? 'PyTorch, whole module in a pickle' : 'PyTorch, state dict',
    model: path,
    needs: ['torch'],
    ...(whole && { entry: classOf(root) ?? '' }),
    pickles,
    findings: [
      ...(beside?.findings ?? []),
      ...(whole ? [wholeModule(classOf(root) ?? '')] : []),
      ...adviceOnState(),
    ],
  };
}

/** A module keeps its parameters in `_parameters`; a state dict is a dict. */
function isModuleObject(root: PickleValue | undefined): boolean {
  return (
    root?.kind === 'object' &&
    nameOf(root.callable) !== 'collections.OrderedDict' &&
    attributeOf(root, '_modules') !== undefined
  );
}

function wholeModule(name: string): Finding {
  return finding(
    'blocks',
    'torch-whole-module',
    'The file holds a whole module',
    `torch.save was given the module itself, of the class ${name}: it loads only where exactly that code is.`,
    'Save model.state_dict() with the class in a .py file beside it, or save the model as TorchScript or as an exported program.',
  );
}

function adviceOnState(): Finding[] {
  return [
    finding(
      'info',
      'pickle',
      'The weights are in a pickle',
      'torch.save writes a pickle, which names functions that are called while it is loaded.',
      'Save the weights as safetensors: such files hold data alone.',
    ),
  ];
}

/** An exported program: `torch.export.save`. */
export async function detectTorchExport(look: Look, path: string, zip: Zip): Promise<Detected> {
  const walks = await walksInZip(look, path, zip);
  return {
    framework: 'torch',
    format: 'torch-export',
    formatTitle: 'PyTorch, exported program',
    model: path,
    entry: 'torch.export.ExportedProgram',
    needs: ['torch'],
    pickles: walks.map(({ at, walk }) => pickleFacts(at, walk)),
  };
}

/** An old file of `torch.save`: several pickles, then the tensors. */
export function detectLegacyTorch(
  look: Look,
  path: string,
  walks: readonly PickleWalk[],
  object: PickleWalk,
): Promise<Detected> {
  return describeSaved(
    look,
    path,
    object.root,
    walks.map((walk) => pickleFacts(path, walk)),
  );
}
