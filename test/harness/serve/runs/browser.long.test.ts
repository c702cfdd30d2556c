/** The store in a real browser, over HTTP: the list, a run's report, two runs compared, and the live view of none. */

import { runTest } from '../../../../harness/run/run-test.js';
import { programFile } from '../../../router/programs.js';
import { folder } from '../../folder.js';
import { serving } from '../serving.js';
import { violationsOf } from '../../browser/axe.js';
import { inBrowser } from '../../browser/browser.js';
import { addSweep, RESULTS, RUN, storeOf, SWEEP_END, TEST, TIME } from '../made-up-store.js';

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
  t.is(await page.locator('#runs tr[data-run]:visible').count(), 2);
  await page.getByRole('button', { name: 'invalid 1' }).click();
  t.is(await page.locator('#runs tr[data-run]:visible').count(), 1);
  t.true(page.url().endsWith('#verdict=invalid'));
  t.regex((await page.locator('.reason:visible').textContent()) ?? '', /values are lost/);
  await page.locator('#runs tr[data-run]:visible a').first().click();
  await page.locator('#workspace[aria-busy=false]').waitFor();
  t.is(await page.locator('h1').textContent(), 'broadcast INVALID');
  await page.locator('#wrong .chip').first().click();
  await page.locator('#details h2').first().waitFor();
  t.deepEqual(foreign(complaints, url), []);
});

inBrowser('runs are grouped, sorted, and drawn small', async (t, open) => {
  const { url } = await serving(t, await twoRuns());
  const { page, complaints } = await open(url);
  await page.locator('.spark svg').nth(1).waitFor();
  await page.locator('#group').selectOption('program');
  t.is(await page.locator('tr.run-group').count(), 2);
  const head = page.locator('tr.run-group button').first();
  t.regex((await head.textContent()) ?? '', /forgets-to-forward\.js1 run: 1 invalid/);
  await head.click();
  t.is(await page.locator('#runs tr[data-run]:visible').count(), 1);
  await page.locator('#group').selectOption('');
  const first = page.locator('#runs tr[data-run]:visible .program').first();
  await page.locator('#runs thead button', { hasText: 'lost' }).click();
  t.is(await first.textContent(), 'forgets-to-forward.js');
  await page.locator('#runs thead button', { hasText: 'lost' }).click();
  t.is(await first.textContent(), 'own program');
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
    t.regex(text, /lost-count.*(?:better|worse)/);
    t.deepEqual(await violationsOf(page), []);
    t.deepEqual(foreign(complaints, url), []);
  },
);

inBrowser(
  'a run that comes while the list is open is put into it, and what was ticked stays so',
  async (t, open) => {
    const store = await twoRuns();
    const { url } = await serving(t, store);
    const { page, complaints } = await open(url);
    await page.clock.install();
    await page.reload();
    await page.locator('#runs tbody input[type=checkbox]').first().check();
    await runTest({ workload: 'echo', runtime: 'sim', seed: 1, rate: 5, 'time-limit': 1, store });
    await page.clock.runFor(5000);
    await page.locator('#runs tr[data-workload=echo]').waitFor();
    t.is(await page.locator('#news').textContent(), '1 new run');
    t.is(await page.locator('#runs input:checked').count(), 1);
    t.is(await page.locator('#compare').textContent(), 'Tick one more to compare');
    t.deepEqual(foreign(complaints, url), []);
  },
);

const PAGES = {
  list: '',
  'live view': 'live',
  'page of nothing': 'nowhere',
  comparison: `compare?a=${RUN}&b=${RUN}`,
};
for (const look of [{ width: 1280 }, { width: 390, colorScheme: 'dark' }] as const) {
  for (const [name, place] of Object.entries(PAGES)) {
    inBrowser(
      `the ${name} breaks no rule of axe-core at ${look.width} pixels, and acts on no name`,
      async (t, open) => {
        const evil = '<img src=x onerror=alert(1)>';
        const store = storeOf(
          { results: RESULTS, test: { ...TEST, bin: evil, args: [evil] } },
          { workload: evil, results: { valid: false, error: evil } },
        );
        addSweep(store, TIME, { 'sweep.json': { ...SWEEP_END, sentence: evil } });
        const { url } = await serving(t, store);
        const { page, complaints } = await open(`${url}${place}`, look);
        t.deepEqual(await violationsOf(page), []);
        t.is(await page.locator('main img').count(), 0);
        const [content, room] = await page.evaluate<number[]>(
          '[document.documentElement.scrollWidth, innerWidth]',
        );
        t.true(Number(content) <= Number(room), `${content} in ${room}`);
        // A browser reports an answer of 404.
        t.deepEqual(
          foreign(complaints, url).filter((each) => !each.includes('404')),
          [],
        );
      },
    );
  }
}

inBrowser('a live view without a run says so in two words', async (t, open) => {
  const { url } = await serving(t, storeOf());
  const { page, complaints } = await open(`${url}live`);
  await page.locator('h2', { hasText: 'Nothing running' }).waitFor();
  t.true(await page.locator('#view').isHidden());
  t.deepEqual(foreign(complaints, url), []);
});
