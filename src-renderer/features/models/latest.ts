/** Does one thing at a time, and of what comes meanwhile only the newest. */
export interface Latest<Input> {
  /** Done at once when idle; otherwise after what is under way, unless something newer comes before. */
  readonly offer: (input: Input) => void;
  /** Done at once; what is under way is aborted and its outcome dropped. */
  readonly insist: (input: Input) => void;
  /** Aborts what is under way and forgets what waits. */
  readonly stop: () => void;
}

export interface LatestParts<Input, Output> {
  readonly run: (input: Input, signal: AbortSignal) => Promise<Output>;
  readonly done: (input: Input, output: Output) => void;
  readonly failed: (input: Input, error: unknown) => void;
}

/** So outcomes arrive in the order of their inputs, and a fast hand cannot flood a slow server. */
export function createLatest<Input, Output>({
  run,
  done,
  failed,
}: LatestParts<Input, Output>): Latest<Input> {
  let current: AbortController | undefined;
  let waiting: { readonly input: Input } | undefined;

  const begin = (input: Input) => {
    const abort = new AbortController();
    current = abort;
    waiting = undefined;
    const settle = (tell: () => void) => {
      if (current !== abort) return;
      current = undefined;
      tell();
      next();
    };
    run(input, abort.signal).then(
      (output) => settle(() => done(input, output)),
      (error: unknown) => settle(() => failed(input, error)),
    );
  };

  // Whoever was told may have begun something newer already.
  const next = () => {
    if (current === undefined && waiting !== undefined) begin(waiting.input);
  };

  const stop = () => {
    current?.abort();
    current = undefined;
    waiting = undefined;
  };

  return {
    offer: (input) => {
      if (current === undefined) begin(input);
      else waiting = { input };
    },
    insist: (input) => {
      stop();
      begin(input);
    },
    stop,
  };
}
