import { join } from 'node:path';
import { expect, test } from '../e2e/app.ts';

const folder = join(import.meta.dirname, '../../docs/pictures');

/** The pictures of the README, drawn by the browser of the tests: a picture that is out of date is a command away. */
for (const colorScheme of ['light', 'dark'] as const) {
  test(`a prediction, ${colorScheme}`, async ({ app: { page } }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Handwritten digit', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('[data-evidence="local-process"]').first()).toBeVisible();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, `prediction-${colorScheme}.png`), animations: 'disabled' });
  });
}
