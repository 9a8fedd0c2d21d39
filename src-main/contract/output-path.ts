/** Where the result of predicting a file goes when no other path is given: beside the input, with another ending. */
export function defaultOutputPath(inputPath: string): string {
  return `${inputPath.replace(/\.[^./\\]+$/, '')}.predictions.jsonl`;
}
