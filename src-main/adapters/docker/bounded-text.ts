/** Gathers text up to a number of bytes. */
export interface BoundedText {
  readonly add: (bytes: Buffer) => void;
  readonly text: () => string;
}

/** Keeps the first bytes, and says at the end when there was more. */
export function createHeadOfText(mostBytes: number): BoundedText {
  const pieces: Buffer[] = [];
  let kept = 0;
  let cut = false;
  return {
    add: (bytes) => {
      const fits = bytes.subarray(0, mostBytes - kept);
      if (fits.length > 0) pieces.push(fits);
      kept += fits.length;
      cut ||= fits.length < bytes.length;
    },
    text: () => Buffer.concat(pieces).toString('utf8') + (cut ? '\n… (cut)' : ''),
  };
}

/** Keeps the last bytes, and says at the beginning when there was more. */
export function createTailOfText(mostBytes: number): BoundedText {
  let pieces: Buffer[] = [];
  let kept = 0;
  let cut = false;
  return {
    add: (bytes) => {
      pieces.push(bytes);
      kept += bytes.length;
      if (kept <= 2 * mostBytes) return;
      pieces = [Buffer.concat(pieces).subarray(-mostBytes)];
      kept = mostBytes;
      cut = true;
    },
    text: () => {
      const all = Buffer.concat(pieces);
      return cut || all.length > mostBytes
        ? `(cut) …\n${all.subarray(-mostBytes).toString('utf8')}`
        : all.toString('utf8');
    },
  };
}
