import { BrowserWindow, dialog, Menu, nativeTheme, screen } from 'electron';
import { pageUrl } from './app-url.ts';
import { contextMenu } from './menu.ts';
import { pageGoneBox } from './page-gone-box.ts';
import { backgroundColour, windowOptions } from './window-options.ts';
import { placeWindow, readWindowState, saveWindowState } from './window-state.ts';

export interface WindowParts {
  readonly preload: string;
  /** File with the place of the window. */
  readonly stateFile: string;
  /** Ends the calls and streams of the page that was shown. */
  readonly pageEnded: () => void;
  readonly close: () => void;
}

/** Opens the app's window where it was last time. It shows itself once the page has painted. */
export function openWindow({ preload, stateFile, pageEnded, close }: WindowParts): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const { bounds, maximised } = placeWindow(
    readWindowState(stateFile),
    [primary, ...others].map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow(windowOptions({ preload, bounds, dark: nativeTheme.shouldUseDarkColors }));
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on('close', () =>
    saveWindowState(stateFile, { ...window.getNormalBounds(), maximised: window.isMaximized() }),
  );
  window.on('closed', pageEnded);
  followTheme(window);
  followPage(window, pageEnded, close);
  // A failure to load is shown by Chromium in the window; the page is a file of the program.
  window.loadURL(pageUrl).catch(() => window.show());
  return window;
}

function followTheme(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(backgroundColour(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));
}

function followPage(window: BrowserWindow, pageEnded: () => void, close: () => void): void {
  const { webContents } = window;
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pageEnded();
  });
  webContents.on('render-process-gone', (_, { reason }) => {
    pageEnded();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void dialog.showMessageBox(window, pageGoneBox).then(({ response }) => {
      if (response !== pageGoneBox.cancelId) close();
      else if (!window.isDestroyed()) webContents.reload();
    });
  });
  webContents.on('context-menu', (_, about) => {
    const items = contextMenu(about);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}

/** Brings the window to the person: shown, not minimised, in front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
