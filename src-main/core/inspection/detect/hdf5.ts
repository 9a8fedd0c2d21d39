import { DataEnds } from '../bytes/data-fault.ts';
import { finding } from '../findings.ts';
import { namedFault, parseJson, type Look } from '../look.ts';
import { objectOf, stringOf } from '../plain.ts';
import type { Detected } from './detected.ts';
import { endOfBracket } from './end-of-bracket.ts';
import { kerasFindings, kerasSignature } from './keras-config.ts';

/** The beginning that is searched for Keras's attributes: they are written with the first objects. */
const searched = 8 << 20;

/** A Keras model in an HDF5 file; undefined for other HDF5 files, such as weights alone. */
export async function detectHdf5(look: Look, path: string): Promise<Detected | undefined> {
  const bytes = await look.head(path, searched);
  const size = look.file(path)?.bytes ?? 0;
  const end = endOfFile(bytes);
  if (end === undefined || end > size)
    throw namedFault(
      new DataEnds(`The file says that it has ${end ?? 'more'} bytes, and has ${size}.`),
      path,
    );
  const text = new TextDecoder('latin1').decode(bytes);
  const config = configIn(text);
  if (config === undefined && !text.includes('model_config')) return undefined;
  const version = /keras_version[^0-9]{1,400}?(\d+\.\d+\.\d+)/s.exec(text)?.[1];
  const signature = kerasSignature(config);
  return {
    framework: 'keras',
    format: 'keras-h5',
    formatTitle: 'Keras, HDF5',
    model: path,
    entry: `keras.${stringOf(config?.['class_name']) ?? 'Model'}`,
    ...(version !== undefined && { frameworkVersion: version, libraries: { keras: version } }),
    needs: ['keras', 'tensorflow', 'h5py'],
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    findings: [
      finding(
        'warns',
        'keras-hdf5',
        'The model is in the older format of Keras',
        'HDF5 files are read by newer versions of Keras, but not everything in them.',
        'Save the model again as .keras.',
      ),
      ...(config === undefined
        ? [
            finding(
              'warns',
              'keras-unread',
              'The configuration could not be read',
              'The layers of the model are not among the first bytes of the file; code in Lambda layers would not be seen.',
              'Save the model again as .keras.',
            ),
          ]
        : kerasFindings(config)),
    ],
  };
}

/** The end of the file as the superblock says. */
function endOfFile(bytes: Uint8Array): number | undefined {
  const version = bytes[8] ?? 0;
  const place = version < 2 ? 40 + (version === 1 ? 4 : 0) : 28;
  if (bytes.length < place + 8) return undefined;
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(place, true));
}

/** The JSON object of the model, which HDF5 keeps in one piece. */
function configIn(text: string): Record<string, unknown> | undefined {
  const start = /\{"(module|class_name)": "(keras[^"]*|Sequential|Functional|Model)"/.exec(text)?.index;
  if (start === undefined) return undefined;
  const end = endOfBracket(text, start);
  return end === undefined ? undefined : objectOf(parseJson(text.slice(start, end)));
}
