import * as z from 'zod';
import { ErrorRecord } from './errors.ts';

/** What the embedded model server tells the process that started it: once, over the channel between the two. */
export const EmbeddedMessage = z.discriminatedUnion('type', [
  /** The model has answered its first example; requests to 127.0.0.1:`port` are served from now on. */
  z.object({ type: z.literal('ready'), port: z.int().positive(), pid: z.int().positive() }),
  /** The server could not start; the process ends after this. */
  z.object({ type: z.literal('failed'), error: ErrorRecord }),
]);
export type EmbeddedMessage = z.infer<typeof EmbeddedMessage>;
