import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { errorCatalog } from '../../src-main/contract/error-catalog.ts';
import { stateIds } from '../../src-renderer/gallery/states.ts';
import { expect, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wide = { width: 1280, height: 800 };
/** A window of 1280 pixels at a zoom of 200 %. */
const zoomed = { width: 640, height: 400 };

/** States for one page: few enough that a slow machine ends in time, many enough that opening it costs little. */
const share = 20;

/** Sentences of the catalogue that name NaN on purpose. */
const catalogued = Object.values(errorCatalog).flatMap(({ title, cause, fixes }) => [title, cause, ...fixes]);

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

for (const theme of ['light', 'dark'] as const) {
  for (let from = 0; from < stateIds.length; from += share) {
    const ids = stateIds.slice(from, from + share);
    test(`${theme}, ${ids[0] ?? ''} to ${ids.at(-1) ?? ''}: no axe violation, one h1, whole text, no sideways scrolling`, async ({
      app: { page, origin },
    }) => {
      await page.goto(`${origin}/#/__gallery`);
      await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor();
      const findings: string[] = [];
      for (const id of ids) {
        await show(page, id, theme);
        const found = [
          ...(await axeFindings(page)),
          ...(await textFindings(page)),
          ...(await scrollFindings(page)),
        ];
        findings.push(...found.map((finding) => `${id}: ${finding}`));
      }
      expect(findings).toEqual([]);
    });
  }
}

async function show(page: Page, id: string, theme: string): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), `#/__gallery/${id}?theme=${theme}`);
  await page.locator(`[data-gallery="${id} ${theme}"]`).waitFor({ state: 'attached' });
  await page.locator('h1').first().waitFor();
  // Skeletons appear after a moment and pop-ups fade in; both are over when nothing moves.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `axe ${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

async function textFindings(page: Page): Promise<string[]> {
  const headings = await page.locator('h1').count();
  const text = await page.locator('body').innerText();
  const own = catalogued.reduce((rest, sentence) => rest.replaceAll(sentence, ''), text);
  const broken = /.*(?:undefined|NaN|\[object).*/.exec(own)?.[0];
  return [
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...(broken === undefined ? [] : [`text "${broken}"`]),
  ];
}

/** Tables and code may scroll sideways; nothing else may. */
async function scrollFindings(page: Page): Promise<string[]> {
  await page.setViewportSize(zoomed);
  const sideways = await page.evaluate(() => {
    const scrolls = (element: Element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const mayScroll = (element: Element) => element.matches('pre, [role="log"], :has(> table)');
    return [...document.querySelectorAll('html, body, #root, #root *')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && !mayScroll(element))
      .filter((element) => element === document.documentElement || scrolls(element))
      .map((element) => `${element.tagName} ${element.className}`);
  });
  await page.setViewportSize(wide);
  return sideways.map((element) => `scrolls sideways at 640 px: ${element}`);
}
