/** Reports of more messages than can be told apart: their density follows the filters, whatever was counted before. */

import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { writeReport } from '../../../../harness/report/report.js';
import { madeRun } from '../made-run.js';
import { inBrowser } from '../../browser/browser.js';

const RESULTS = {
  'test.json': { workload: 'broadcast', nodes: ['n1', 'n2'] },
  'results.json': { valid: true },
};

/** Far more than are drawn one by one; `n1` sends in the first half alone, and each tenth message is lost. */
async function urlOf(): Promise<string> {
  const messages = Array.from({ length: 10_000 }, (_, at) => {
    const [src, dest] = at < 5000 ? ['n1', 'n2'] : ['n2', 'n1'];
    const body = `{"type":"${at % 2 === 0 ? 'ping' : 'pong'}"}`;
    return { src, dest, body, at, end: at % 10 === 0 ? 'loss' : at + 1 };
  });
  return pathToFileURL((await writeReport(madeRun(messages, RESULTS))).file).href;
}

/** The whole run, with nothing chosen. */
async function whole(page: Page): Promise<void> {
  await page.locator('#workspace[aria-busy=false]').waitFor();
  await page.locator('#whole').click();
  await page.locator('#diagram').focus();
  await page.keyboard.press('Escape');
}

/** What is on a canvas when all that was asked for has been drawn. */
async function picture(page: Page, id: string): Promise<string> {
  return page.evaluate<string>(
    `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.getElementById('${id}').toDataURL()))))`,
  );
}

inBrowser('filters change the densities, and without them these are as before', async (t, open) => {
  const { page, complaints } = await open(await urlOf());
  await whole(page);
  await page.locator('#more').click();
  const before = { strip: await picture(page, 'minimap'), diagram: await picture(page, 'diagram') };
  const outcome = page.locator('#f-outcome');
  await outcome.selectOption({ label: 'dropped: loss' });
  t.not(await picture(page, 'minimap'), before.strip);
  t.not(await picture(page, 'diagram'), before.diagram);
  await outcome.selectOption({ label: 'delivered' });
  const delivered = await picture(page, 'diagram');
  t.not(delivered, before.diagram);
  await page
    .locator('#legend label', { hasText: /^pong / })
    .getByRole('checkbox')
    .uncheck();
  t.not(await picture(page, 'diagram'), delivered);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.locator('#count', { hasText: ', 10,000 messages' }).waitFor();
  t.is(await picture(page, 'minimap'), before.strip);
  t.is(await picture(page, 'diagram'), before.diagram);
  t.deepEqual(complaints, []);
});

inBrowser('a message that is chosen is drawn over the densities, and gone when let go', async (t, open) => {
  const { page, complaints } = await open(await urlOf());
  await whole(page);
  const before = { strip: await picture(page, 'minimap'), diagram: await picture(page, 'diagram') };
  await page.keyboard.press('n');
  t.not(await picture(page, 'diagram'), before.diagram);
  // It is brought into sight, since in the whole run it could not be told from others.
  t.not(await picture(page, 'minimap'), before.strip);
  await page.keyboard.press('0');
  t.is(await picture(page, 'minimap'), before.strip);
  t.not(await picture(page, 'diagram'), before.diagram);
  await page.keyboard.press('Escape');
  t.is(await picture(page, 'diagram'), before.diagram);
  t.deepEqual(complaints, []);
});
