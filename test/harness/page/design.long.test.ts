/** The page that shows the design system, in a real browser: accessible in both themes, and seen without colours of its own. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { designPage } from '../../../scripts/docs/design-page.js';
import { violationsOf } from '../browser/axe.js';
import { inBrowser } from '../browser/browser.js';
import { folder, write } from '../folder.js';

function urlOfPage(): string {
  const file = path.join(folder(), 'design.html');
  write(file, designPage());
  return pathToFileURL(file).href;
}

for (const look of [{ width: 1280 }, { width: 390, colorScheme: 'dark' }] as const) {
  inBrowser(`the design page breaks no rule of axe-core at ${look.width} pixels`, async (t, open) => {
    const { page, complaints } = await open(urlOfPage(), look);
    t.deepEqual(await violationsOf(page), []);
    const [content, room] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    t.true(Number(content) <= Number(room), `${content} in ${room}`);
    t.deepEqual(complaints, []);
  });
}

inBrowser('a page that breaks a rule is found to do so', async (t, open) => {
  const { page } = await open(urlOfPage());
  await page.evaluate(
    "document.querySelector('h1').style.color = '#eee'; document.querySelector('select').parentNode.firstChild.remove()",
  );
  const found = await violationsOf(page);
  t.true(found.some((each) => each.startsWith('color-contrast: ')));
  t.true(found.some((each) => each.startsWith('select-name: ')));
});

inBrowser('its picture differs by theme, and on paper it is light', async (t, open) => {
  const url = urlOfPage();
  const { page: light } = await open(url);
  const { page: dark } = await open(url, { colorScheme: 'dark' });
  const ground = 'getComputedStyle(document.body).backgroundColor';
  const picture = await light.screenshot({ fullPage: true });
  t.false(picture.equals(await dark.screenshot({ fullPage: true })));
  t.not(await light.evaluate(ground), await dark.evaluate(ground));
  await dark.emulateMedia({ media: 'print' });
  t.is(await dark.evaluate(ground), 'rgb(255, 255, 255)');
  t.is(await dark.locator('button:visible').count(), await dark.locator('button.chip').count());
});

inBrowser('swatches keep their colours if the reader forces colours', async (t, open) => {
  const { page } = await open(urlOfPage());
  const swatch = "getComputedStyle(document.querySelector('.s0 .swatch')).backgroundColor";
  const before = await page.evaluate(swatch);
  await page.emulateMedia({ forcedColors: 'active' });
  t.is(await page.evaluate(swatch), before);
});
