import { DataFault } from '../bytes/data-fault.ts';
import { parseJson } from '../look.ts';
import { at, objectOf, stringOf } from '../plain.ts';
import type { Detected } from './detected.ts';
import { kerasFindings, kerasSignature } from './keras-config.ts';
import type { Zip } from './open-zip.ts';

const largestConfig = 32 << 20;

/** A model of Keras 3: a zip with the configuration and the weights. */
export async function detectKeras(path: string, zip: Zip): Promise<Detected> {
  const json = async (name: string): Promise<unknown> => {
    const bytes = await zip.bytes(name, largestConfig);
    return bytes === undefined ? undefined : parseJson(new TextDecoder('utf-8').decode(bytes));
  };
  const config = objectOf(await json('config.json'));
  if (config === undefined) throw new DataFault('config.json is no configuration of Keras.');
  const version = stringOf(at(await json('metadata.json'), 'keras_version'));
  const signature = kerasSignature(config);
  return {
    framework: 'keras',
    format: 'keras',
    formatTitle: 'Keras, .keras',
    model: path,
    entry: `keras.${stringOf(config['class_name']) ?? 'Model'}`,
    ...(version !== undefined && { frameworkVersion: version, libraries: { keras: version } }),
    needs: ['keras', 'tensorflow'],
    ...(signature !== undefined && { signature, signatureSource: 'file' as const }),
    findings: kerasFindings(config),
  };
}
