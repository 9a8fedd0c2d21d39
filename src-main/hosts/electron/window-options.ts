import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

/** The page's own background (`--canvas` of `tokens.css`), so that nothing flashes before the page has painted. */
export function backgroundColour(dark: boolean): string {
  return dark ? '#16191d' : '#f8f9fa';
}

export const smallestSize = { width: 960, height: 640 } as const;

export interface WindowChoices {
  /** Path of the built preload script. */
  readonly preload: string;
  readonly bounds: Partial<Rectangle>;
  readonly dark: boolean;
}

/** A window that runs the page without any right beyond a web page's, and is hidden until the page has painted. */
export function windowOptions({ preload, bounds, dark }: WindowChoices): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Slipway',
    show: false,
    backgroundColor: backgroundColour(dark),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The spelling checker fetches its dictionaries from the network.
      spellcheck: false,
    },
  };
}
