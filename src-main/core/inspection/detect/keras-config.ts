import type { Finding, ServedColumn, ServedSignature } from '../../../contract/inspection.ts';
import { finding, listed } from '../findings.ts';
import { at, listOf, objectOf, stringOf, type Plain } from '../plain.ts';

const mostVisited = 200_000;

/** Every object of a Keras configuration. */
function* objectsOf(config: unknown): Generator<Plain> {
  const open: unknown[] = [config];
  for (let count = 0; open.length > 0 && count < mostVisited; count += 1) {
    const value = open.pop();
    const object = objectOf(value);
    if (object !== undefined) {
      yield object;
      open.push(...Object.values(object));
    } else open.push(...(listOf(value) ?? []));
  }
}

/** Code in the configuration: Lambda layers carry bytecode, and classes of the author's own must be there to be loaded. */
export function kerasFindings(config: unknown): Finding[] {
  const lambdas = new Set<string>();
  const own = new Set<string>();
  for (const object of objectsOf(config)) {
    const name = stringOf(object['class_name']);
    const module = stringOf(object['module']);
    if (name === 'Lambda' || name === '__lambda__' || name === 'function' || module === 'builtins')
      lambdas.add(stringOf(at(object, 'config', 'name')) ?? name ?? 'function');
    else if (name !== undefined && isOwn(module, stringOf(object['registered_name']))) own.add(name);
  }
  return [
    ...(lambdas.size === 0
      ? []
      : [
          finding(
            'accept',
            'keras-lambda',
            'The model holds code',
            `Its Lambda layers (${listed([...lambdas])}) hold functions that run when it is loaded or asked.`,
            'Replace each Lambda layer by a layer of Keras or by a class of its own, and save the model again.',
          ),
        ]),
    ...(own.size === 0
      ? []
      : [
          finding(
            'warns',
            'keras-classes',
            'The model needs classes of its own',
            `Its configuration names ${listed([...own])}.`,
            'Add a predict.py that imports these classes before it loads the model.',
          ),
        ]),
  ];
}

function isOwn(module: string | undefined, registered: string | undefined): boolean {
  if (module !== undefined && !/^(keras|tf_keras|tensorflow)(\.|$)/.test(module)) return true;
  return registered?.includes('>') === true;
}

/** Input layers as columns, one tensor for each; the last layer tells classes only by number. */
export function kerasSignature(config: unknown): ServedSignature | undefined {
  const inputs: ServedColumn[] = [];
  let activation: string | undefined;
  for (const layer of listOf(at(config, 'config', 'layers')) ?? []) {
    const name = stringOf(at(layer, 'config', 'name')) ?? stringOf(at(layer, 'name')) ?? 'input';
    const shape = shapeOf(at(layer, 'config', 'batch_shape') ?? at(layer, 'config', 'batch_input_shape'));
    if (shape !== undefined && !inputs.some((column) => column.name === name))
      inputs.push(shape.length === 0 ? { name, type: 'number' } : { name, type: 'tensor', shape });
    activation = stringOf(at(layer, 'config', 'activation')) ?? activation;
  }
  const build = shapeOf(at(config, 'build_config', 'input_shape'));
  if (inputs.length === 0 && build !== undefined && build.length > 0)
    inputs.push({ name: 'input', type: 'tensor', shape: build });
  return inputs.length === 0
    ? undefined
    : { inputs, output: { task: 'other', name: activation ?? 'output' } };
}

/** Without the number of rows; undefined when a size is open. */
function shapeOf(value: unknown): number[] | undefined {
  const sizes = listOf(value)?.slice(1);
  return sizes?.every((size) => typeof size === 'number') === true ? sizes : undefined;
}
