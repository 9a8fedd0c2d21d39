/// <reference types="vite/client" />
import type { DesktopBridge } from './client/transports.ts';

declare global {
  interface Window {
    /** Only in the desktop window. */
    readonly slipway?: DesktopBridge;
  }
}
