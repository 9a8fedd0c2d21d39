import type { ByteSource } from '../bytes/byte-source.ts';
import { DataEnds, DataFault } from '../bytes/data-fault.ts';
import { ByteWindow } from '../bytes/byte-window.ts';
import { instructions, longLines } from './instructions.ts';
import { Machine, near, type Budget, type GlobalUse } from './machine.ts';
import type { PickleValue } from './pickle-value.ts';

/** What a pickle holds, as far as it could be walked. */
export interface PickleWalk {
  readonly protocol: number;
  /** Every global, in the order of its first import. */
  readonly globals: readonly GlobalUse[];
  readonly root: PickleValue;
  /** Place behind the last opcode. */
  readonly end: number;
  /** Why the walk stopped early: the globals are then those seen until there. */
  readonly fault?: DataEnds | DataFault;
}

/** Opcodes of one file at the most, with its nested pickles: a model that needs more has a file of gigabytes. */
const mostOpcodes = 20_000_000;
const mostItems = 2_000_000;
const mostContent = 32 << 20;
/** Pickles inside pickles: arrays of arrays of objects. */
const deepest = 20;
/** Opcodes between two looks at the signal. */
const turn = 50_000;
/** Content of an array that is kept: enough for labels. */
const keptArray = 8192;

export interface WalkOptions {
  readonly start?: number;
  /** Called every so many instructions: throws to stop the walk. */
  readonly pause: () => Promise<void>;
}

/**
 * Walks a pickle of protocol 0 to 5 opcode by opcode, with the arrays that joblib writes between the opcodes. Nothing is imported,
 * called or built. Memory and work are bounded; a pickle that is cut off, damaged or too large ends in `fault`.
 */
export async function walkPickle(source: ByteSource, { start = 0, pause }: WalkOptions): Promise<PickleWalk> {
  const window = new ByteWindow(source, start);
  const budget: Budget = { opcodes: mostOpcodes, items: mostItems, content: mostContent };
  const globals = new Map<string, GlobalUse>();
  const machine = new Machine(window, globals, budget);
  const report = (fault?: DataEnds | DataFault): PickleWalk => ({
    protocol: machine.protocol,
    globals: [...globals.values()],
    root: machine.root,
    end: window.position,
    ...(fault !== undefined && { fault }),
  });
  try {
    await run(machine, pause, 0);
    return report();
  } catch (error) {
    if (error instanceof DataEnds || error instanceof DataFault) return report(error);
    throw error;
  }
}

async function run(machine: Machine, pause: () => Promise<void>, depth: number): Promise<void> {
  const { in: input, budget } = machine;
  while (!machine.stopped) {
    if ((budget.opcodes -= 1) < 0) throw new DataFault(`There are more than ${mostOpcodes} instructions.`);
    if (budget.opcodes % turn === 0) await pause();
    if (input.near < near + 16) await input.fill(2 * near);
    machine.at = input.position;
    const code = input.uint8();
    const act = instructions[code];
    if (act === undefined) throw new DataFault(`Byte ${code} at ${machine.at} is no pickle instruction.`);
    if (!longLines.has(code) || input.indexOf(10) >= 0) act(machine);
    else await readLongLine(machine);
    if (machine.array !== undefined) await readArray(machine, pause, depth);
  }
}

/** A text in one line that is longer than what is near: its beginning is kept. */
async function readLongLine(machine: Machine): Promise<void> {
  const { in: input } = machine;
  machine.text(input.near);
  for (;;) {
    const end = input.indexOf(10);
    input.skip(end < 0 ? input.near : end + 1);
    if (end >= 0) return;
    await input.fill(near);
    if (input.near === 0) throw new DataEnds(`A line that begins at ${machine.at} does not end.`);
  }
}

async function readArray(machine: Machine, pause: () => Promise<void>, depth: number): Promise<void> {
  const { array, in: input } = machine;
  machine.array = undefined;
  if (array === undefined) return;
  await input.fill(near);
  if (array.bytes === undefined) {
    if (depth >= deepest) throw new DataFault('Pickles are nested too deeply.');
    const nested = new Machine(input, machine.globals, machine.budget);
    await run(nested, pause, depth + 1);
    array.owner.content = nested.root;
    return;
  }
  if (array.aligned) input.skip(input.uint8());
  await input.fill(keptArray);
  const kept = Math.min(array.bytes, keptArray, input.near);
  array.owner.content = { kind: 'bytes', length: array.bytes, head: input.take(kept).slice() };
  input.skip(array.bytes - kept);
}
