import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from './engine-places.ts';

/** How to reach an engine: what `node:http`, `node:https` and dockerode take. */
export type EngineConnection =
  | { readonly kind: 'socket'; readonly socketPath: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'tls';
      readonly host: string;
      readonly port: number;
      readonly ca: Buffer;
      readonly cert: Buffer;
      readonly key: Buffer;
    };

/** Reads an address; a sentence says why one cannot be used. */
export async function connectionTo({
  address,
  certificates,
}: EnginePlace): Promise<EngineConnection | string> {
  if (address.startsWith('unix://')) return { kind: 'socket', socketPath: address.slice('unix://'.length) };
  if (address.startsWith('npipe://')) return { kind: 'socket', socketPath: address.slice('npipe://'.length) };
  if (address.startsWith('ssh://')) return 'An engine behind SSH cannot be used directly';
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['tcp:', 'http:', 'https:'].includes(url.protocol))
    return 'This kind of address is not supported';
  const secure = certificates !== undefined || url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port === '' ? (secure ? 2376 : 2375) : url.port);
  if (!secure) return { kind: 'tcp', host, port };
  if (certificates === undefined) return 'TLS needs certificates: DOCKER_CERT_PATH is not set';
  return connectionWithTls(host, port, certificates);
}

async function connectionWithTls(
  host: string,
  port: number,
  folder: string,
): Promise<EngineConnection | string> {
  const read = (name: string) => readFile(join(folder, name));
  try {
    const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
    return { kind: 'tls', host, port, ca, cert, key };
  } catch (error) {
    const { path = folder } = error as NodeJS.ErrnoException;
    return `TLS needs certificates: ${path} cannot be read`;
  }
}

/** An address that may be shown: passwords are cut out, and user names where they only serve to log in. */
export function shownAddress(address: string): string {
  if (address.startsWith('ssh://')) return address.replace(/^(ssh:\/\/[^:@/]*):[^/]*@/, '$1@');
  return address.replace(/^([a-z]+:\/\/).*@/, '$1');
}
