import { EventEmitter } from 'node:events';

/** The main process's end of a port: queues what arrives until `start`, as Electron's does. */
export class MessagePortMain extends EventEmitter {
  readonly #send: (message: unknown) => void;
  readonly #disconnect: () => void;
  readonly #queue: unknown[] = [];
  #started = false;
  #open = true;

  constructor(send: (message: unknown) => void, disconnect: () => void) {
    super();
    this.#send = send;
    this.#disconnect = disconnect;
  }

  postMessage(message: unknown): void {
    if (this.#open) this.#send(message);
  }

  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    if (!this.#open) return;
    this.#disconnect();
    this.disconnected();
  }

  /** A message of the page has arrived. */
  arrived(data: unknown): void {
    if (this.#started) this.emit('message', { data, ports: [] });
    else this.#queue.push(data);
  }

  /** The page's end is gone. */
  disconnected(): void {
    if (!this.#open) return;
    this.#open = false;
    this.emit('close');
  }
}
