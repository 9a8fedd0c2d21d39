/** Ends of the names of files whose bytes are no text; whatever else is there is text, or small. */
const binary =
  /\.(?:onnx|pkl|pickle|joblib|pt|pt2|pth|bin|h5|keras|pb|npy|npz|ubj|cbm|skops|safetensors|whl|gz|zip|tar|so|pyc|index|data-\d+-of-\d+)$/i;

/** True when a file is worth asking for as text. */
export function isText(path: string): boolean {
  return !binary.test(path);
}
