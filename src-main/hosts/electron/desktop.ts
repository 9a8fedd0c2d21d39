import { dialog, shell, type BrowserWindow } from 'electron';
import { AppError } from '../../core/app-error.ts';
import type { Host } from '../../core/ports.ts';
import { openOutside } from './open-outside.ts';
import { revealable } from './revealable.ts';

/** What the desktop window can do for the engine. */
export function createDesktop(currentWindow: () => BrowserWindow | undefined): Host {
  return {
    kind: 'electron',
    pickPath: async (kind, title) => {
      const options = {
        title,
        properties: [kind === 'file' ? ('openFile' as const) : ('openDirectory' as const)],
      };
      const window = currentWindow();
      const { canceled, filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return canceled ? undefined : filePaths[0];
    },
    reveal: async (path) => {
      await Promise.resolve();
      shell.showItemInFolder(revealable(path, process.platform));
    },
    openExternal: async (address) => {
      if (!(await openOutside(address))) throw new AppError('host.refused', { details: address });
    },
  };
}
