/** One piece of what a command wrote. */
export interface OutputPiece {
  readonly stream: 'out' | 'err';
  readonly bytes: Buffer;
}

const headerBytes = 8;

/**
 * Takes apart the engine's framed output: a head of 8 bytes (kind, three zeros, length) before each piece. Pieces are
 * passed on as they come, so that nothing is gathered. A stream without frames is passed on as `out`.
 */
export async function* demultiplex(chunks: AsyncIterable<unknown>): AsyncGenerator<OutputPiece> {
  let head = Buffer.alloc(0);
  let left = 0;
  let stream: OutputPiece['stream'] = 'out';
  let framed = true;
  for await (const chunk of chunks) {
    let bytes = Buffer.concat([head, chunk as Buffer]);
    head = Buffer.alloc(0);
    while (bytes.length > 0) {
      if (framed && left === 0) {
        if (bytes.length < headerBytes) {
          head = bytes;
          break;
        }
        framed = isHead(bytes);
        if (framed) {
          stream = bytes[0] === 2 ? 'err' : 'out';
          left = bytes.readUInt32BE(4);
          bytes = bytes.subarray(headerBytes);
          continue;
        }
      }
      const piece = framed ? bytes.subarray(0, left) : bytes;
      bytes = bytes.subarray(piece.length);
      if (framed) left -= piece.length;
      if (piece.length > 0) yield { stream, bytes: piece };
    }
  }
}

function isHead(bytes: Buffer): boolean {
  return (bytes[0] ?? 255) <= 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0;
}
