import { expect, test } from 'vitest';
import { createCommandRegistry } from './commands.ts';

const command = (id: string, run: () => void = () => undefined) => ({ id, label: `Do ${id}`, run });
const idsOf = (registry: ReturnType<typeof createCommandRegistry>) => registry.all().map(({ id }) => id);

test('holds the commands of every owner until it leaves', () => {
  const registry = createCommandRegistry();
  registry.set('shell', [command('a')]);
  registry.set('page', [command('b'), command('c')]);
  const both = idsOf(registry);
  registry.remove('shell');
  expect([both, idsOf(registry)]).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
});

test('setting commands that look the same tells nobody, and the newest act is the one that runs', () => {
  const registry = createCommandRegistry();
  const calls: string[] = [];
  registry.set('page', [command('a', () => calls.push('old'))]);
  const seen = registry.all();
  registry.listen(() => calls.push('told'));
  registry.set('page', [command('a', () => calls.push('new'))]);
  seen[0]?.run();
  registry.set('page', [{ ...command('a'), disabledReason: 'Nothing to do.' }]);
  expect([calls, registry.all() === seen]).toEqual([['new', 'told'], false]);
});
