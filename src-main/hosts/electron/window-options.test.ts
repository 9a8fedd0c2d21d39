import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backgroundColour, windowOptions } from './window-options.ts';

it('gives a page no right beyond those of a web page', () => {
  const { webPreferences } = windowOptions({ preload: '/preload.cjs', bounds: {}, dark: false });
  expect(webPreferences).toEqual({
    preload: '/preload.cjs',
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
    spellcheck: false,
  });
});

it('stays hidden until the page has painted, at the size and place that was chosen', () => {
  const options = windowOptions({
    preload: '',
    bounds: { x: 5, y: 6, width: 1000, height: 700 },
    dark: true,
  });
  expect(options).toMatchObject({
    show: false,
    x: 5,
    y: 6,
    width: 1000,
    height: 700,
    minWidth: 960,
    minHeight: 640,
  });
});

it('has the background of the page, so that nothing flashes', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../src-renderer/ui/tokens.css'), 'utf8');
  const colours = [...tokens.matchAll(/--canvas: (#[0-9a-f]{6});/g)].map(([, colour]) => colour);
  expect([...new Set(colours)]).toEqual([backgroundColour(false), backgroundColour(true)]);
});
