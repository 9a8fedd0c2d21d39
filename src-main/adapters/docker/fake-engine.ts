import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the far side says to one question. */
export type EngineReply = (response: ServerResponse, request: IncomingMessage) => void;

/** An engine for tests: answers over a socket of its own what a test tells it to, and 404 to all else. */
export interface FakeEngine {
  /** The folder with the socket; for a test's own files too. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** By method and path, without the query. */
  readonly replies: Record<string, EngineReply>;
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export const replyJson =
  (value: unknown, status = 200): EngineReply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

/** Listens at once. It knows its own version, and an image of 5 bytes with the id `sha256:aa`. */
export async function startFakeEngine(): Promise<FakeEngine> {
  const home = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
  const path = join(home, 'engine.sock');
  const asked: string[] = [];
  const image = { Id: 'sha256:aa', Os: 'linux', Architecture: 'amd64', Size: 5, Config: {} };
  const replies: Record<string, EngineReply> = {
    'GET /version': replyJson({ Version: '28.2.2', ApiVersion: '1.50', Os: 'linux', Arch: 'amd64' }),
    'GET /info': replyJson({ MemTotal: 8e9, NCPU: 4 }),
    'GET /images/json': replyJson([]),
    'GET /images/sha256:aa/json': replyJson(image),
    'GET /images/sha256:aa/history': replyJson([]),
  };
  const server = createServer((request, response) => {
    const what = `${request.method ?? ''} ${request.url?.split('?')[0] ?? ''}`;
    asked.push(what);
    const reply = replies[what] ?? replyJson({ message: `nothing at ${what}` }, 404);
    request.on('end', () => reply(response, request)).resume();
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    home,
    environment: { HOME: home, DOCKER_HOST: `unix://${path}` },
    replies,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(home, { recursive: true });
    },
  };
}
