/** The page of a sweep in a real browser, from disk: axes, keys, the order of the table, and the way to a report. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sweep } from '../../../../harness/sweep/sweep.js';
import { violationsOf } from '../../browser/axe.js';
import { inBrowser } from '../../browser/browser.js';
import { folder } from '../../folder.js';

async function sweptPage(): Promise<string> {
  const { folder: made } = await sweep(
    {
      test: {
        workload: 'broadcast',
        'node-count': 3,
        rate: 20,
        latency: 50,
        'time-limit': 2,
        store: folder(),
      },
      vary: { gossip_interval_ms: [0, 100, 200] },
      seeds: 2,
      target: 'stable-max<200',
    },
    { jobs: 1, keep: 'all' },
  );
  return pathToFileURL(path.join(made, 'sweep.html')).href;
}

inBrowser(
  'the page of a sweep answers to pointer and keys, and leads to the report of a run',
  async (t, open) => {
    const { page, complaints } = await open(await sweptPage());
    t.is(await page.locator('.point').count(), 3);
    t.deepEqual(await violationsOf(page), []);
    await page.locator('.point[tabindex="0"]').focus();
    await page.locator('#tip:visible').waitFor();
    await page.keyboard.press('End');
    t.is(await page.locator('.point:focus').count(), 1);
    const rows = page.locator('#points tbody tr');
    await page.locator('#points thead button', { hasText: 'gossip_interval_ms' }).click();
    t.is(await rows.first().getAttribute('data-index'), '2');
    await page.locator('#x').selectOption('latency-p50');
    await page.locator('svg[aria-label*="p50 of the latency of operations"]').waitFor();
    t.deepEqual(complaints, []);
    await page.locator('.point').first().press('Enter');
    await page.locator('#workspace').waitFor();
    t.true(page.url().endsWith('/report.html'));
  },
);

inBrowser('the page of a sweep breaks no rule of axe-core when it is dark and narrow', async (t, open) => {
  const { page, complaints } = await open(await sweptPage(), { width: 390, colorScheme: 'dark' });
  t.deepEqual(await violationsOf(page), []);
  const [content, room] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
  t.true(Number(content) <= Number(room), `${content} in ${room}`);
  await page.emulateMedia({ forcedColors: 'active' });
  t.not(await page.evaluate("getComputedStyle(document.querySelector('.point')).stroke"), 'none');
  t.deepEqual(complaints, []);
});
