import type { Finding, InspectInput, Inspection, PickleFacts } from '../../contract/inspection.ts';
import { AppError } from '../app-error.ts';
import { chooseFile } from './detect/choose-file.ts';
import { archiveFormat, detectFile } from './detect/detect-file.ts';
import type { Detected } from './detect/detected.ts';
import { detectFolder } from './detect/folders.ts';
import { picklesBeside } from './detect/pickles-beside.ts';
import { finding, listed } from './findings.ts';
import { folderFindings } from './folder-findings.ts';
import { lookAt, type Look } from './look.ts';
import { nameOfInput, suggestName } from './model-name.ts';
import { pickleFindings } from './pickle-findings.ts';
import type { ArchiveFormat, InspectParts, ModelTree } from './ports.ts';
import { findRequirements } from './requirements/infer-requirements.ts';
import { combineSignature } from './signature/combine.ts';
import { readRows } from './signature/read-rows.ts';

/** An inspection without its hash, with the files still open. */
export interface Looked {
  readonly inspection: Inspection;
  readonly tree: ModelTree;
  readonly close: () => Promise<void>;
}

/** As `inspectModel`, leaving the files open. */
export async function lookAtModel(
  parts: InspectParts,
  input: InspectInput,
  signal: AbortSignal,
): Promise<Looked> {
  const opened: ModelTree[] = [];
  const close = async () => {
    for (const tree of opened.splice(0).reverse()) await tree.close();
  };
  const keep = (tree: ModelTree) => {
    opened.push(tree);
    return lookAt(tree, parts, signal);
  };
  try {
    const rows = input.rowsPath === undefined ? undefined : await readRows(parts, input, signal);
    const found = await findModel(parts, input.path, signal, keep);
    const { look, detected, archive, findings } = found;
    const beside = await picklesBeside(look, detected);
    const pickles: readonly PickleFacts[] = [...(detected.pickles ?? []), ...beside.pickles];
    const wanted = await findRequirements(look, detected);
    const signature = combineSignature(detected, rows);
    const files = look.tree.files.map(({ path, bytes }) => ({ path, bytes }));
    const inspection: Inspection = {
      path: input.path,
      name: suggestName(input.path),
      framework: detected.framework,
      format: detected.format,
      formatTitle: detected.formatTitle,
      ...(archive !== undefined && { archive }),
      model: detected.model,
      files,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      ...(detected.frameworkVersion !== undefined && { frameworkVersion: detected.frameworkVersion }),
      ...(wanted.python !== undefined && { python: wanted.python }),
      ...(detected.entry !== undefined && { entry: detected.entry }),
      libraries: { ...detected.libraries },
      requirements: { source: wanted.requirements.source, lines: [...wanted.requirements.lines] },
      ...(signature.signature !== undefined && { signature: signature.signature }),
      ...(signature.signatureSource !== undefined && { signatureSource: signature.signatureSource }),
      sample: signature.sample,
      pickles: [...pickles],
      findings: sorted([
        ...pickleFindings(pickles),
        ...(detected.findings ?? []),
        ...beside.findings,
        ...findings,
        ...wanted.findings,
        ...signature.findings,
        ...(signature.signature === undefined ? [noSignature(detected)] : []),
        ...(look.tree.kind === 'folder' ? folderFindings(look.tree, detected.model) : []),
      ]),
    };
    return { inspection, tree: look.tree, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Found {
  readonly look: Look;
  readonly detected: Detected;
  readonly archive?: ArchiveFormat;
  readonly findings: readonly Finding[];
}

type Keep = (tree: ModelTree) => Look;

async function findModel(parts: InspectParts, path: string, signal: AbortSignal, keep: Keep): Promise<Found> {
  const tree = await parts.models.open(path, signal);
  const look = keep(tree);
  const [file] = tree.files;
  if (tree.kind === 'folder' || file === undefined) return inFolder(look);
  if (file.bytes === 0) throw new AppError('model.empty', { details: path });
  const archive = await archiveFormat(look, file.path);
  if (archive !== undefined)
    return { ...(await inFolder(keep(await tree.unpack(file.path, archive, signal)))), archive };
  // A script needs what lies beside it.
  if (/\.py$/i.test(file.path)) {
    const folder = keep(await parts.models.open(path.slice(0, -nameOfInput(path).length) || '.', signal));
    return inFolder(folder, file.path);
  }
  const detected = await detectFile(look, file.path);
  if (detected === undefined) throw notFound(path);
  if (detected.beside === undefined || detected.beside.length === 0) return { look, detected, findings: [] };
  const again = keep(await parts.models.open(path, signal, detected.beside));
  return { look: again, detected: (await detectFile(again, file.path)) ?? detected, findings: [] };
}

/** `script`: the file that was pointed at, which then comes before all others. */
async function inFolder(look: Look, script?: string): Promise<Found> {
  const all = await detectFolder(look);
  const formats = script === undefined ? all : all.filter(({ detected }) => detected.model === script);
  const [first, ...rest] = formats;
  if (first !== undefined) {
    const others = rest
      .filter(({ detected }) => detected.model !== first.detected.model)
      .map(({ title }) => title);
    return {
      look,
      detected: first.detected,
      findings: others.length === 0 ? [] : [several(first.title, others)],
    };
  }
  const file = script === undefined ? await chooseFile(look) : undefined;
  if (file === undefined) throw notFound(script ?? '', look.tree);
  const { chosen, others } = file;
  return { look, detected: chosen, findings: others.length === 0 ? [] : [several(chosen.model, others)] };
}

function several(chosen: string, others: readonly string[]): Finding {
  return finding(
    'info',
    'several-models',
    'There is more than one model here',
    `${chosen} is taken; ${listed(others)} ${others.length === 1 ? 'is' : 'are'} passed over.`,
    'Point at the file or folder that is meant.',
  );
}

function notFound(path: string, tree?: ModelTree): AppError {
  const links = tree?.leftOut.filter(({ why }) => why === 'link').length ?? 0;
  const seen = tree === undefined ? path : `${tree.files.length} files were looked at.`;
  const left = links === 0 ? '' : ` ${links} links were not followed.`;
  return new AppError('model.not-found', { details: `${seen}${left}` });
}

const rank = ['blocks', 'accept', 'warns', 'info'];

function sorted(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map((one) => [one.id, one]));
  return [...unique.values()].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
}

function noSignature({ framework }: Detected): Finding {
  const raw = framework === 'inference-py' || framework === 'score-py' || framework === 'predict-py';
  return finding(
    raw || framework === 'mlflow' ? 'info' : 'warns',
    'no-signature',
    'The signature is not known',
    'The files do not say which columns the model takes, so rows would not be checked before the model sees them.',
    'Point at a file with rows of the training, or describe the columns when packaging.',
  );
}
