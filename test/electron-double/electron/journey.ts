import { app } from './application.ts';
import { BrowserWindow } from './browser-window.ts';
import { nativeTheme, prepared } from './desktop.ts';
import { MessagePortMain } from './message-port-main.ts';
import { emitPreventable } from './prevented.ts';
import type { Observed } from './observed.ts';
import { ipcMain } from './web-contents.ts';

/** What a journey may ask the double, besides using the page: what a person or the system does outside of it. */
export type Act =
  | { readonly act: 'look' }
  | { readonly act: 'close-window' | 'quit' | 'activate' }
  | { readonly act: 'prepare'; readonly answer: unknown }
  | { readonly act: 'set-dark'; readonly dark: boolean }
  /** A message as some other frame or window would send it; answers whether its port was kept open. */
  | {
      readonly act: 'send-as';
      readonly channel: string;
      readonly url: string;
      readonly isMain: boolean;
      readonly own: boolean;
    }
  /** Answers whether the certificate was accepted. */
  | { readonly act: 'bad-certificate' }
  /** Answers whether the webview was kept from being attached. */
  | { readonly act: 'attach-webview' };

/** Obeys the journey that started this process. */
export function listenToJourney(observed: Observed): void {
  process.on('message', ({ id, act }: { id: number; act: Act }) => {
    const value = obey(act, observed);
    process.send?.({ id, value: value === undefined ? null : value });
  });
  process.channel?.unref();
}

function windowNow(): BrowserWindow {
  const [window] = [...app.windows];
  if (window instanceof BrowserWindow) return window;
  throw new Error('There is no window.');
}

function obey(act: Act, observed: Observed): unknown {
  switch (act.act) {
    case 'look':
      return observed;
    case 'close-window':
      windowNow().close();
      return undefined;
    case 'quit':
      app.quit();
      return undefined;
    case 'activate':
      return app.emit('activate');
    case 'prepare':
      return prepared.push(act.answer);
    case 'set-dark':
      nativeTheme.shouldUseDarkColors = act.dark;
      return nativeTheme.emit('updated');
    case 'send-as':
      return sendAs(act);
    case 'bad-certificate':
      return offerBadCertificate();
    case 'attach-webview':
      return emitPreventable(windowNow().webContents, 'will-attach-webview', {}, {}, {}).prevented;
  }
}

function sendAs({ channel, url, isMain, own }: Extract<Act, { act: 'send-as' }>): boolean {
  let open = true;
  const port = new MessagePortMain(
    () => undefined,
    () => (open = false),
  );
  const sender = own ? windowNow().webContents : { id: -1 };
  ipcMain.emit(
    channel,
    { sender, senderFrame: { url, parent: isMain ? null : {} }, ports: [port] },
    undefined,
  );
  return open;
}

function offerBadCertificate(): boolean {
  let accepted = true;
  const answer = (trusted: boolean) => (accepted = trusted);
  emitPreventable(
    app,
    'certificate-error',
    {},
    {},
    'https://localhost/',
    'net::ERR_CERT_AUTHORITY_INVALID',
    {},
    answer,
  );
  return accepted;
}
