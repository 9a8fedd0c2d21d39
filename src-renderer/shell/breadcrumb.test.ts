import { expect, test } from 'vitest';
import { breadcrumb } from './breadcrumb.ts';

const names: Readonly<Record<string, string>> = { 'models iris-flowers': 'Iris flowers' };
const way = (path: string) => breadcrumb(path, (section, id) => names[`${section} ${id}`]);

test('a section is its own end; a thing in it has a way back and its name', () => {
  expect([way('/'), way('/computer'), way('/models/iris-flowers')]).toEqual([
    [{ label: 'Home' }],
    [{ label: 'This computer' }],
    [{ label: 'Models', path: '/models' }, { label: 'Iris flowers' }],
  ]);
});

test('what is not loaded or not known is named by its address', () => {
  expect([way('/activity/01J%20A'), way('/nowhere')]).toEqual([
    [{ label: 'Activity', path: '/activity' }, { label: '01J A' }],
    [{ label: 'Unknown page' }],
  ]);
});
