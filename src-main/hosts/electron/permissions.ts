import { isOwnUrl } from './app-url.ts';

/**
 * The one right that a page gets is to put text on the clipboard, for its copy buttons, and only a page of our own.
 * Camera, notifications, devices, screen and all the rest are refused, those that later versions add included.
 */
export function permits(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnUrl(requestingUrl);
}
