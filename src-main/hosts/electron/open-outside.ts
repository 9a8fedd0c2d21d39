import { shell } from 'electron';
import { externalUrl } from './external-url.ts';

/** The one gate to the system's browser; false when the address must not leave. Nothing else calls `shell.openExternal`. */
export async function openOutside(address: string): Promise<boolean> {
  const url = externalUrl(address);
  if (url === undefined) return false;
  await shell.openExternal(url);
  return true;
}
