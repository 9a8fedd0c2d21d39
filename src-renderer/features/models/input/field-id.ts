/** The id of the control of a column, so that a problem can lead to it. One bench is shown at a time. */
export function fieldId(column: string): string {
  return `input-${column}`;
}
