import { readFile } from 'node:fs/promises';
import type { CustomScheme } from 'electron';
import { resolveAsset } from '../assets.ts';
import { pageHeaders } from '../content-security.ts';
import { appScheme, isOwnUrl } from './app-url.ts';

/** What pages of the scheme may do: have an origin, be a secure context, fetch their own parts, keep compiled code. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Answers a request to the scheme from the built renderer in `root`; whatever is not in there is 404. */
export async function answerAppRequest(
  root: string,
  { method, url }: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  if (!isOwnUrl(url)) return refuse(404);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  const asset = resolveAsset(root, new URL(url).pathname);
  const content = asset === undefined ? undefined : await readFile(asset.path).catch(() => undefined);
  if (asset === undefined || content === undefined) return refuse(404);
  return new Response(new Uint8Array(content), {
    headers: { ...pageHeaders, 'content-type': asset.mediaType, 'cache-control': 'no-store' },
  });
}

function refuse(status: 404 | 405): Response {
  const headers = { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' };
  return new Response('There is no such page.\n', { status, headers });
}
