/** The store in a real browser, over HTTP: the list, a run's report, two runs compared, and the live view of none. */

import { runTest } from '../../../../harness/run/run-test.js';
import { programFile } from '../../../router/programs.js';
import { folder } from '../../folder.js';
import { serving } from '../serving.js';
import { inBrowser } from '../../browser/browser.js';

/** What a page asks its own server for is no complaint. */
const foreign = (complaints: readonly string[], url: string): readonly string[] =>
  complaints.filter((each) => !each.startsWith(`request: ${url}`) && !each.includes('favicon'));

async function twoRuns(): Promise<string> {
  const store = folder();
  const input = {
    workload: 'broadcast',
    runtime: 'sim',
    rate: 20,
    'time-limit': 2,
    latency: 10,
    store,
  } as const;
  await runTest({ ...input, seed: 1 });
  await runTest({ ...input, seed: 2, bin: programFile('forgets-to-forward.js') });
  return store;
}

inBrowser('the list is filtered, and leads to a report that works as it does from disk', async (t, open) => {
  const { url } = await serving(t, await twoRuns());
  const { page, complaints } = await open(url);
  t.is(await page.locator('#runs tbody tr').count(), 2);
  await page.locator('#verdict').selectOption('INVALID');
  t.is(await page.locator('#runs tbody tr:visible').count(), 1);
  await page.locator('#runs tbody tr:visible a').first().click();
  await page.locator('#workspace[aria-busy=false]').waitFor();
  t.is(await page.locator('h1').textContent(), 'broadcast INVALID');
  await page.locator('#wrong .chip').first().click();
  await page.locator('#details h2').first().waitFor();
  t.deepEqual(foreign(complaints, url), []);
});

inBrowser(
  'two runs are ticked and compared: figures, options, and where their traces part',
  async (t, open) => {
    const { url } = await serving(t, await twoRuns());
    const { page, complaints } = await open(url);
    for (const box of await page.locator('#runs tbody input[type=checkbox]').all()) await box.check();
    await page.locator('#compare').click();
    await page.locator('h1', { hasText: 'Two runs' }).waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    t.regex(text, /forgets-to-forward\.js/);
    t.regex(text, /they diverge at [\d.]+ s/);
    t.true((await page.locator('svg').count()) >= 3);
    t.deepEqual(foreign(complaints, url), []);
  },
);

inBrowser('a run that comes while the list is open is told', async (t, open) => {
  const store = await twoRuns();
  const { url } = await serving(t, store);
  const { page, complaints } = await open(url);
  await page.clock.install();
  await page.reload();
  t.true(await page.locator('#news').isHidden());
  await runTest({ workload: 'echo', runtime: 'sim', seed: 1, rate: 5, 'time-limit': 1, store });
  await page.clock.runFor(11_000);
  await page.locator('#news', { hasText: 'The runs have changed' }).waitFor();
  t.deepEqual(foreign(complaints, url), []);
});
