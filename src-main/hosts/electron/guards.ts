import { app, session, type WebContents } from 'electron';
import { isOwnUrl, isPageUrl } from './app-url.ts';
import { openOutside } from './open-outside.ts';
import { permits } from './permissions.ts';

/** Refuses whatever a page of the app never needs, for every page that will ever be made. Call before the first window. */
export function installGuards(): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
}

/** Refuses rights, devices, downloads and the network to all pages. Call when the app is ready. */
export function guardSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) =>
    callback(permits(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    permits(permission, requestingOrigin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  defaultSession.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, callback) =>
    callback({ cancel: !isHarmless(url) }),
  );
}

function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame && isPageUrl(event.url))) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A link to the outside opens there; a window of its own it never gets. A browser that does not start is no matter of ours.
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url).catch(() => undefined);
    return { action: 'deny' };
  });
}

/** Our own files, and those of the developer tools, which come with the program. */
function isHarmless(address: string): boolean {
  return isOwnUrl(address) || address.startsWith('devtools://');
}
