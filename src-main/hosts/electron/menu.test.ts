import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { applicationMenu, contextMenu } from './menu.ts';

type Item = MenuItemConstructorOptions;

/** Keys that come with a role (Electron's `lib/browser/api/menu-item-roles.ts`), Command or Control written as Mod. */
const keysOfRoles: Partial<Record<NonNullable<Item['role']>, readonly string[]>> = {
  appMenu: ['Mod+H', 'Mod+Alt+H', 'Mod+Q'],
  close: ['Mod+W'],
  quit: ['Mod+Q'],
  editMenu: ['Mod+Z', 'Shift+Mod+Z', 'Mod+Y', 'Mod+X', 'Mod+C', 'Mod+V', 'Shift+Mod+V', 'Mod+A'],
  reload: ['Mod+R'],
  toggleDevTools: ['Alt+Mod+I', 'Shift+Mod+I'],
  resetZoom: ['Mod+0'],
  zoomIn: ['Mod+Plus'],
  zoomOut: ['Mod+-'],
  togglefullscreen: ['F11', 'Ctrl+Mod+F'],
  windowMenu: ['Mod+M', 'Mod+W'],
  help: [],
  about: [],
};
const keysOfThePage = ['Mod+K', 'Mod+J', 'Mod+Enter', 'F6', 'Shift+F6', 'Escape', '?'];

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

it.each(['linux', 'win32', 'darwin'] as const)('leaves the keys of the page free on %s', (platform) => {
  const items = flat(applicationMenu(platform, () => undefined));
  const unknown = items.filter(({ role }) => role !== undefined && keysOfRoles[role] === undefined);
  const keys = items.flatMap(({ role, accelerator }) => [
    ...(role === undefined ? [] : (keysOfRoles[role] ?? [])),
    ...(accelerator === undefined ? [] : [accelerator]),
  ]);
  expect([unknown, keys.filter((key) => keysOfThePage.includes(key)), keys.length > 0]).toEqual([
    [],
    [],
    true,
  ]);
});

it('has the menus that each platform expects', () => {
  const names = (platform: NodeJS.Platform) =>
    applicationMenu(platform, () => undefined).map(({ label, role }) => label ?? role);
  expect([names('linux'), names('darwin')]).toEqual([
    ['&File', 'editMenu', '&View', 'windowMenu', '&Help'],
    ['appMenu', '&File', 'editMenu', '&View', 'windowMenu', '&Help'],
  ]);
});

it('has something to do behind every item', () => {
  const idle = flat(applicationMenu('linux', () => undefined)).filter(
    ({ role, type, submenu, click }) =>
      role === undefined && type !== 'separator' && submenu === undefined && click === undefined,
  );
  expect(idle).toEqual([]);
});

const flags = {
  canCut: true,
  canCopy: true,
  canPaste: false,
  canSelectAll: true,
  canDelete: true,
  canEditRichly: false,
  canRedo: false,
  canUndo: false,
};

it('offers on a right click what is possible with the text there', () => {
  const roles = (isEditable: boolean, selectionText: string) =>
    contextMenu({ isEditable, selectionText, editFlags: flags }).map(({ role, enabled }) => [role, enabled]);
  expect([roles(true, ''), roles(false, 'text'), roles(false, ' ')]).toEqual([
    [
      ['cut', true],
      ['copy', true],
      ['paste', false],
      [undefined, undefined],
      ['selectAll', true],
    ],
    [['copy', undefined]],
    [],
  ]);
});
