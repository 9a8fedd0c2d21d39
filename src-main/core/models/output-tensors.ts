import type { Column, Signature } from '../../contract/models.ts';

export interface TensorDescription {
  readonly name: string;
  readonly datatype: 'FP64' | 'INT64' | 'BYTES';
  /** -1 stands for the number of rows. */
  readonly shape: readonly number[];
}

/** The tensors of an Open Inference Protocol request for a model, one per column. */
export function inputTensors({ inputs }: Signature): TensorDescription[] {
  return inputs.map((column) => ({
    name: column.name,
    datatype: datatypeOf(column),
    shape: [-1, ...(column.shape ?? [1])],
  }));
}

/** The tensors of the answer: `label` and `scores` for a class, `value` for a number. */
export function outputTensors({ output }: Signature): TensorDescription[] {
  if (output.task === 'regression') return [{ name: 'value', datatype: 'FP64', shape: [-1, 1] }];
  return [
    { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
    { name: 'scores', datatype: 'FP64', shape: [-1, output.labels.length] },
  ];
}

function datatypeOf({ type }: Column): TensorDescription['datatype'] {
  if (type === 'string') return 'BYTES';
  return type === 'integer' ? 'INT64' : 'FP64';
}
