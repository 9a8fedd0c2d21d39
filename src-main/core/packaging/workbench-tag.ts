/** One tag for all conversions of a name: the next one with the same libraries finds its layers again. */
export function workbenchTag(name: string): string {
  return `slipway-workbench/${name}:latest`;
}
