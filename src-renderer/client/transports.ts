import type { Transport } from './connection.ts';

/** What the preload script of the desktop window offers. */
export interface DesktopBridge {
  readonly host: 'electron';
  readonly platform: string;
  /** Asks for a line to the engine; it arrives as a message to this window. */
  readonly connect: () => Promise<void>;
}

/** A way to the engine that fits where the page runs: the desktop window's bridge, else a WebSocket to its own host. */
export function chooseTransport(
  bridge: DesktopBridge | undefined,
  { protocol, host }: Location,
): () => Promise<Transport> {
  if (bridge !== undefined) return () => openPort(bridge);
  return () => openSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`);
}

async function openSocket(url: string): Promise<Transport> {
  const { RPCLink } = await import('@orpc/client/websocket');
  const websocket = new WebSocket(url);
  const ended = new Promise<void>((resolve) =>
    websocket.addEventListener('close', () => resolve(), { once: true }),
  );
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true });
    websocket.addEventListener(
      'close',
      () => reject(new Error('The socket was closed before it was open.')),
      { once: true },
    );
  });
  return { link: new RPCLink({ websocket }), ended };
}

async function openPort(bridge: DesktopBridge): Promise<Transport> {
  const { RPCLink } = await import('@orpc/client/message-port');
  const arriving = nextPort();
  await bridge.connect();
  const port = await arriving;
  const ended = new Promise<void>((resolve) =>
    port.addEventListener('close', () => resolve(), { once: true }),
  );
  const link = new RPCLink({ port });
  port.start();
  return { link, ended };
}

function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source !== window || port === undefined || !isPortMessage(event.data)) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'slipway-port';
}
