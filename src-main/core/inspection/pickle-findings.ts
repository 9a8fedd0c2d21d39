import type { Finding, PickleFacts } from '../../contract/inspection.ts';
import { finding, listed } from './findings.ts';

/** One finding for each dangerous global, and one for all that are unknown. */
export function pickleFindings(pickles: readonly PickleFacts[]): Finding[] {
  const dangerous = new Map<string, string[]>();
  const unknown = new Map<string, string>();
  for (const { path, globals } of pickles)
    for (const { name, verdict, calls, arguments: given } of globals) {
      if (verdict === 'unknown') unknown.set(name, path);
      if (verdict !== 'dangerous') continue;
      const seen = calls === 0 ? 'imported' : `called ${calls === 1 ? 'once' : `${calls} times`}`;
      const told = given === undefined ? seen : `${seen}, with ${given === '' ? 'nothing' : given}`;
      dangerous.set(name, [...(dangerous.get(name) ?? []), `${path}: ${told}`]);
    }
  return [
    ...[...dangerous].map(([name, places]) => dangerousFinding(name, places)),
    ...unknownFinding(unknown),
  ];
}

function dangerousFinding(name: string, places: readonly string[]): Finding {
  return finding(
    'accept',
    `pickle:${name}`,
    `Loading the model reaches ${name}`,
    `${listed(places, 3)}. It can run commands, read files or reach the network, and no model needs it.`,
    'Get the model from its author again, in a format without code: ONNX, safetensors or skops.',
  );
}

function unknownFinding(unknown: ReadonlyMap<string, string>): Finding[] {
  if (unknown.size === 0) return [];
  return [
    finding(
      'warns',
      'pickle-unknown',
      'The model needs code that is not known',
      `${listed([...unknown.keys()])}: usually a class of the author’s own. It must be there when the model is loaded.`,
      'Add the distribution that brings it to the requirements, or add a predict.py beside the module.',
    ),
  ];
}
