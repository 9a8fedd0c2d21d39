import { isPageUrl } from './app-url.ts';

/** Who sent a message to the main process, as Electron names it. */
export interface Sender {
  readonly webContentsId: number;
  /** Undefined when the frame is gone already. */
  readonly frame: { readonly isMain: boolean; readonly url: string } | undefined;
}

/** True for the main frame of the app's window while it shows the app's page; for nobody else. */
export function isTrustedSender({ webContentsId, frame }: Sender, windowId: number | undefined): boolean {
  return webContentsId === windowId && frame?.isMain === true && isPageUrl(frame.url);
}
