import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, expect, it } from 'vitest';

/** Grows with the project: a cruiser that sees fewer modules than this has not looked. */
const fewestModules = 150;

const top = join(import.meta.dirname, '../..');

async function cruiseBelow(folder: string): Promise<ICruiseResult> {
  const { options = {}, forbidden = [] } = await extractConfig(join(top, '.dependency-cruiser.cjs'));
  const settings = { ...options, ruleSet: { forbidden }, validate: true, baseDir: folder };
  const tsConfig = extractTsConfig(join(top, 'src-renderer/tsconfig.json'));
  const { output } = await cruise(['src-main', 'src-renderer'], settings, undefined, { tsConfig });
  return output as ICruiseResult;
}

let house: ICruiseResult;
beforeAll(async () => {
  house = await cruiseBelow(top);
}, 120_000);

it('looks at the whole house', () => {
  expect(house.summary.totalCruised).toBeGreaterThan(fewestModules);
  const folders = ['contract', 'core', 'adapters', 'embedded', 'hosts/electron', 'hosts/web', 'hosts/cli'];
  const seen = (folder: string) =>
    house.modules.some(({ source }) => source.startsWith(`src-main/${folder}/`));
  expect(folders.filter((folder) => !seen(folder))).toEqual([]);
});

it('finds no import that the layers forbid, directly or through other files', () => {
  expect(house.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

it('would find them: each rule that a small forbidden house breaks is reported', async () => {
  const { summary } = await cruiseBelow(join(import.meta.dirname, 'forbidden'));
  expect([...new Set(summary.violations.map(({ rule }) => rule.name))].sort()).toEqual([
    'adapters-do-not-know-each-other',
    'contract-is-the-floor',
    'core-is-pure',
    'core-knows-the-contract-only',
    'engine-never-reaches-electron',
    'features-do-not-know-each-other',
    'renderer-never-reaches-the-engine',
  ]);
});
