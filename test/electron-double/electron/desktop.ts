import { EventEmitter } from 'node:events';
import { observed } from './observed.ts';

/** Answers that a journey has prepared for the next boxes and dialogs. */
export const prepared: unknown[] = [];

export const shell = {
  openExternal: (url: string) => Promise.resolve(void observed.openedOutside.push(url)),
  openPath: (path: string) => {
    observed.openedOutside.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => void observed.revealed.push(path),
};

export const clipboard = { writeText: (text: string) => Promise.resolve(void observed.copied.push(text)) };

function answerBox(options: unknown): unknown {
  observed.boxes.push(options);
  return prepared.shift() ?? 0;
}

/** A window may come first; it makes no difference to what is shown. */
const optionsOf = (args: readonly unknown[]) => args.at(-1);

export const dialog = {
  showMessageBox: (...args: unknown[]) =>
    Promise.resolve({ response: answerBox(optionsOf(args)), checkboxChecked: false }),
  showOpenDialog: (...args: unknown[]) => {
    observed.boxes.push(optionsOf(args));
    const filePaths = (prepared.shift() ?? []) as string[];
    return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown) => ({ template, popup: () => undefined }),
  setApplicationMenu: ({ template }: { template: unknown }) =>
    void (observed.menu = JSON.parse(JSON.stringify(template))),
};

class NativeTheme extends EventEmitter {
  shouldUseDarkColors = process.env['SLIPWAY_DOUBLE_DARK'] === '1';
}
export const nativeTheme = new NativeTheme();

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };
