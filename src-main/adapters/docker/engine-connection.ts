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

/** Reads an address; a sentence says why one is not supported. Rejects when certificate files cannot be read. */
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
  const port = Number(url.port === '' ? (secure ? 2376 : 2375) : url.port);
  if (certificates === undefined)
    return secure
      ? 'TLS needs certificates: set DOCKER_CERT_PATH'
      : { kind: 'tcp', host: url.hostname, port };
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(certificates, name))),
  );
  if (ca === undefined || cert === undefined || key === undefined)
    return 'TLS needs certificates: set DOCKER_CERT_PATH';
  return { kind: 'tls', host: url.hostname, port, ca, cert, key };
}

/** An address that may be shown: credentials are cut out. */
export function shownAddress(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
