/** One message of the engine's build stream, as far as it matters here. */
export interface BuildMessage {
  /** Output, in pieces of any length. */
  readonly stream?: string;
  /** State of a pull, of the layer `id` when that is set. */
  readonly status?: string;
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  /** The image that a stage ended with. */
  readonly aux?: { readonly ID?: string };
  readonly error?: string;
  readonly errorDetail?: { readonly code?: number; readonly message?: string };
}

/** A message longer than this is dropped, in characters: no engine sends one. */
const longestMessage = 4 * 1024 * 1024;

/** The messages of a build stream: JSON objects, one a line. Lines that are none are passed over. */
export async function* readBuildMessages(chunks: AsyncIterable<unknown>): AsyncGenerator<BuildMessage> {
  const decoder = new TextDecoder();
  let rest = '';
  let dropping = false;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = dropping ? undefined : parseMessage(line);
      dropping = false;
      if (message !== undefined) yield message;
    }
    if (rest.length > longestMessage) {
      rest = '';
      dropping = true;
    }
  }
  const last = dropping ? undefined : parseMessage(rest);
  if (last !== undefined) yield last;
}

function parseMessage(line: string): BuildMessage | undefined {
  if (line.trim() === '') return undefined;
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
