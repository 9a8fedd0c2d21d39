import { extname, resolve, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

export interface Asset {
  readonly path: string;
  readonly mediaType: string;
}

/**
 * The file of `root` that a request path names; `/` is index.html. Undefined for a path that leaves the folder in
 * any spelling (`..`, encoded separators, backslashes, NUL), is not decodable, or has a type that is never served.
 */
export function resolveAsset(root: string, requestPath: string): Asset | undefined {
  const decoded = decode(requestPath);
  if (decoded === undefined || decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const folder = resolve(root);
  const path = resolve(folder, `.${decoded === '/' ? '/index.html' : decoded}`);
  if (!path.startsWith(folder + sep)) return undefined;
  const mediaType = mediaTypes[extname(path)];
  return mediaType === undefined ? undefined : { path, mediaType };
}

function decode(requestPath: string): string | undefined {
  if (!requestPath.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(requestPath);
  } catch {
    return undefined;
  }
}
