import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { resolveAsset } from '../assets.ts';
import { pageHeaders } from '../content-security.ts';
import type { Access, Knock } from './access.ts';
import { decideAnswer } from './decide-answer.ts';
import { refusalPage, welcomePage } from './refusal-page.ts';

const html = { ...pageHeaders, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

export function knockOf({ headers }: IncomingMessage): Knock {
  return { host: headers.host, origin: headers.origin, cookie: headers.cookie };
}

/** Sends what `decideAnswer` decided. */
export async function handleRequest(
  root: string,
  access: Access,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const answer = decideAnswer(access, {
    method: request.method,
    target: request.url,
    knock: knockOf(request),
  });
  switch (answer.kind) {
    case 'refuse':
      response.writeHead(answer.status, {
        ...html,
        ...(answer.status === 405 && { allow: 'GET, HEAD' }),
        connection: 'close',
      });
      response.end(refusalPage);
      break;
    case 'welcome':
      response.writeHead(200, { ...html, 'set-cookie': access.setCookie(answer.session) });
      response.end(welcomePage);
      break;
    case 'redirect':
      response.writeHead(302, { ...pageHeaders, location: answer.location });
      response.end();
      break;
    case 'nothing':
      response.writeHead(204, pageHeaders);
      response.end();
      break;
    case 'asset':
      await sendAsset(root, answer.path, request, response);
  }
}

async function sendAsset(
  root: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asset = resolveAsset(root, path);
  const found = asset === undefined ? undefined : await stat(asset.path).catch(() => undefined);
  if (asset === undefined || found?.isFile() !== true) {
    response.writeHead(404, {
      ...pageHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end('There is no such page.\n');
    return;
  }
  // Built files carry a hash in their name; the page itself does not.
  const hashed = path.startsWith('/assets/');
  response.writeHead(200, {
    ...pageHeaders,
    'content-type': asset.mediaType,
    'content-length': found.size,
    'cache-control': hashed ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(asset.path), response).catch(throwUnlessGone);
}

/** A browser that went away in the middle is no failure of ours. */
function throwUnlessGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
