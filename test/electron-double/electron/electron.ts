import { app } from './application.ts';
import { adopt } from './browser-window.ts';
import { connectChromium } from './chromium.ts';
import { listenToJourney } from './journey.ts';
import { observed } from './observed.ts';

export { app } from './application.ts';
export { BrowserWindow } from './browser-window.ts';
export { clipboard, dialog, Menu, nativeTheme, screen, shell } from './desktop.ts';
export { protocol } from './protocol.ts';
export { session } from './session.ts';
export { ipcMain } from './web-contents.ts';

const address = process.env['SLIPWAY_DOUBLE_BROWSER'];
if (address === undefined) throw new Error('SLIPWAY_DOUBLE_BROWSER names no browser to show pages in.');

// Electron quits when the system asks it to.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
listenToJourney(observed);

async function begin(browser: string): Promise<void> {
  await adopt(await connectChromium(browser));
  app.becomeReady();
}

// After the program's first module has run, as `ready` is in Electron.
setImmediate(() => void begin(address));
