/** Reports of runs whose nodes printed what should never be shown as it is: nothing acts, and all can be looked at. */

import { pathToFileURL } from 'node:url';
import { writeReport } from '../../../harness/report/report.js';
import { type MadeMessage, madeRun } from '../report/made-run.js';
import type { Page } from 'playwright-core';
import { inBrowser } from './browser.js';

const RESULTS = {
  'test.json': { workload: 'broadcast', nodes: ['n1', 'n2'] },
  'results.json': { valid: true },
};

async function urlOf(messages: readonly MadeMessage[]): Promise<string> {
  return pathToFileURL((await writeReport(madeRun(messages, RESULTS))).file).href;
}

/** Opens the report of a run at all of it: without this it opens at what took longest. */
async function whole(page: Page): Promise<void> {
  await page.locator('#workspace[aria-busy=false]').waitFor();
  await page.locator('#whole').click();
}

const message = (body: string, at = 1): MadeMessage => ({ src: 'n1', dest: 'n2', body, at, end: at + 1 });

inBrowser('markup and scripts in names, types and bodies are text', async (t, open) => {
  const evil = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>';
  const body = JSON.stringify({ type: evil, message: evil });
  const { page, complaints } = await open(
    await urlOf([message(body), { src: evil, dest: 'n1', body, at: 2, end: 'partition' }]),
  );
  await whole(page);
  await page.locator('#list tbody tr').nth(1).waitFor();
  await page.locator('#list').getByRole('button', { name: '1', exact: true }).click();
  t.true((await page.locator('#details h2').textContent())?.startsWith(`${evil} → n1`));
  t.true((await page.locator('#details pre').textContent())?.includes('onerror'));
  t.is(await page.evaluate('window.owned'), undefined);
  t.is(await page.locator('img').count(), 0);
  t.deepEqual(complaints, []);
});

inBrowser('control characters and marks of direction are spelled out', async (t, open) => {
  const body = String.raw`{"type":"a\u202eb","message":"\u0000\u001b[31m\u2066x\u200b"}`;
  const { page, complaints } = await open(await urlOf([message(body)]));
  await whole(page);
  await page.locator('#list').getByRole('button', { name: '0', exact: true }).click();
  const text = (await page.locator('#details').textContent()) ?? '';
  t.true(text.includes(String.raw`a\u202eb`));
  t.true(text.includes(String.raw`\u2066x\u200b`));
  // oxlint-disable-next-line no-control-regex
  t.notRegex(await page.locator('main').innerText(), /[\u0000\u001b\u202e\u2066\u200b]/);
  t.deepEqual(complaints, []);
});

inBrowser(
  'of a string of a million characters the beginning is shown, and all of it when asked',
  async (t, open) => {
    const { page, complaints } = await open(
      await urlOf([message(`{"type":"big","message":"${'x'.repeat(1e6)}"}`)]),
    );
    await whole(page);
    await page.locator('#list').getByRole('button', { name: '0', exact: true }).click();
    const pre = page.locator('#details pre');
    await pre.waitFor();
    t.is((await pre.textContent())?.length, 20_000);
    await page.getByRole('button', { name: /show all 1000027 characters/ }).click();
    t.is((await pre.textContent())?.length, 1_000_027);
    // One line of that length takes a browser half a minute to lay out.
    const pieces = await pre.locator('.piece').allTextContents();
    t.true(pieces.length > 400 && pieces.every(({ length }) => length <= 2000));
    t.deepEqual(complaints, []);
  },
);

inBrowser('numbers past 2^53 keep their digits', async (t, open) => {
  const { page } = await open(await urlOf([message('{"type":"big","message":9007199254740993}')]));
  await whole(page);
  await page.locator('#list').getByRole('button', { name: '0', exact: true }).click();
  t.true((await page.locator('#details pre').textContent())?.includes('9007199254740993'));
});

inBrowser('a body that is nested more deeply than any stack is told to be so', async (t, open) => {
  const deep = `{"type":"deep","message":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const { page, complaints } = await open(
    await urlOf([message(deep), message('{"type":"x","message":7}', 2)]),
  );
  await whole(page);
  await page.locator('#list').getByRole('button', { name: '0', exact: true }).click();
  await page.locator('#details pre').waitFor();
  await page.locator('#more').click();
  await page.locator('#f-value').fill('7');
  await page.locator('#f-value').press('Enter');
  await page.locator('#count', { hasText: '1 message carries 7' }).waitFor();
  t.deepEqual(complaints, []);
});

inBrowser(
  'where messages are too many to be told apart their density is drawn, and zooming in shows them',
  async (t, open) => {
    const many = Array.from({ length: 60_000 }, (_, i) =>
      i % 10 === 0
        ? { src: 'n2', dest: 'n1', body: '{"type":"nack"}', at: i / 10, end: 'loss' }
        : message(`{"type":"tick","message":${i}}`, i / 10),
    );
    const { page, complaints } = await open(await urlOf(many));
    await whole(page);
    await page.locator('#list caption', { hasText: 'The first 100 of 60,000 messages' }).waitFor();
    await page.locator('#more').click();
    const diagram = page.locator('#diagram');
    await diagram.scrollIntoViewIfNeeded();
    await diagram.click({ position: { x: 300, y: 40 } });
    await page.locator('#list caption', { hasText: /of 1\d,\d+ messages/ }).waitFor();
    await page.locator('#f-from').fill('3');
    await page.locator('#f-to').fill('3.1');
    await page.locator('#f-to').press('Enter');
    await page.locator('#list caption', { hasText: /^The first 100 of 1,0\d\d messages/ }).waitFor();
    await diagram.focus();
    await page.keyboard.press('n');
    await page.locator('#details h2', { hasText: '→' }).waitFor();
    await page.locator('#f-outcome').selectOption({ label: 'dropped: loss' });
    await page.locator('#count', { hasText: '6,000 of 60,000 messages' }).waitFor();
    t.deepEqual(complaints, []);
  },
);
