/** Reports in a real browser: a valid and an invalid run are opened, filtered, zoomed, followed, and told why. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';
import { inBrowser } from '../browser/browser.js';

const BROADCAST: TestInput = {
  workload: 'broadcast',
  runtime: 'sim',
  seed: 1,
  rate: 20,
  latency: 20,
  'time-limit': 6,
  expect: ['msgs-per-op<100'],
  faults: [
    { at: 1, do: 'partition majority' },
    { at: 4, do: 'heal' },
  ],
};
const LOSES: TestInput = { ...BROADCAST, bin: programFile('loses-under-partition.js') };

async function reportOf(input: TestInput): Promise<string> {
  const run = await runTest({ ...input, store: folder() });
  return pathToFileURL(path.join(String(run.folder), 'report.html')).href;
}

async function ready(page: Page): Promise<void> {
  await page.locator('#workspace[aria-busy=false]').waitFor();
}

const countText = async (page: Page): Promise<string> => (await page.locator('#count').textContent()) ?? '';

/** How many messages the line above the diagram speaks of: those that are shown. */
async function shownCount(page: Page): Promise<number> {
  return Number(/([\d,]+)(?: of [\d,]+)? messages/.exec(await countText(page))?.[1]?.replaceAll(',', ''));
}

inBrowser(
  'a valid run: the verdict, its figures and thresholds in words, and no word of anything wrong',
  async (t, open) => {
    const { page, complaints } = await open(await reportOf(BROADCAST));
    await ready(page);
    t.is(await page.locator('h1').textContent(), 'broadcast VALID');
    t.is(await page.locator('#wrong').count(), 0);
    t.regex((await page.locator('#thresholds').textContent()) ?? '', /msgs-per-op < 100: met/);
    t.regex((await page.locator('.tiles').textContent()) ?? '', /operations.*msgs-per-op.*stable max/s);
    t.regex((await page.locator('#faults').textContent()) ?? '', /partition majority: /);
    t.deepEqual(complaints, []);
  },
);

inBrowser(
  'an invalid run: what is wrong is told first, and leads to its messages and operations',
  async (t, open) => {
    const { page, complaints } = await open(await reportOf(LOSES));
    await ready(page);
    t.is(await page.locator('h1').textContent(), 'broadcast INVALID');
    const first = page.locator('#wrong li').first();
    t.regex(
      (await first.textContent()) ?? '',
      /missing at n\d.* sent at .*, dropped by partition majority \([\d.-]+ s\), never sent again/,
    );
    await first.getByRole('button', { name: 'show messages' }).click();
    t.regex(
      (await page.locator('#details').textContent()) ?? '',
      /n\d → n\d.*outcomedropped: partition \(majority: /,
    );
    await page.keyboard.press('Escape');
    await first
      .getByRole('button', { name: /^operation \d+/ })
      .first()
      .click();
    await page.locator('#details h3', { hasText: 'operation broadcast' }).waitFor();
    await page
      .locator('#details')
      .getByRole('button', { name: /show its \d+ messages/ })
      .click();
    await page.locator('#details h3', { hasText: 'broadcast' }).waitFor();
    t.deepEqual(complaints, []);
  },
);

inBrowser('a value is followed through the cluster, and only its messages are listed', async (t, open) => {
  const { page, complaints } = await open(await reportOf(BROADCAST));
  await ready(page);
  await page.locator('#f-value').fill('7');
  await page.locator('#f-value').press('Enter');
  await page.locator('#count', { hasText: 'messages carry 7' }).waitFor();
  await page.locator('#list tbody tr').first().waitFor();
  await page.waitForFunction("document.querySelectorAll('#list tbody tr').length < 60");
  const bodies = await page.locator('#list td.body').allTextContents();
  t.true(bodies.length > 2);
  t.true(bodies.some((body) => /"message":7\b/.test(body)));
  t.true(bodies.filter((body) => !/\b7\b/.test(body)).every((body) => /in_reply_to/.test(body)));
  // Who follows a value may look elsewhere: the window is not taken back.
  await page.locator('#f-from').fill('1.5');
  await page.locator('#f-to').fill('2');
  await page.locator('#f-to').press('Enter');
  await page.locator('#count', { hasText: /^1\.5 to 2 s.*messages carry 7/ }).waitFor();
  t.deepEqual(complaints, []);
});

inBrowser(
  'filters narrow what is shown: by node, outcome, type, text and time; reset takes them back',
  async (t, open) => {
    const { page, complaints } = await open(await reportOf(LOSES));
    await ready(page);
    const all = await shownCount(page);
    await page.locator('#f-node').selectOption({ label: 'n3' });
    const ofNode = await shownCount(page);
    t.true(ofNode > 0 && ofNode < all);
    await page.locator('#f-outcome').selectOption({ label: 'dropped: partition' });
    const dropped = await shownCount(page);
    t.true(dropped > 0 && dropped < ofNode);
    await page.locator('#list caption', { hasText: new RegExp(`^${dropped} messages`) }).waitFor();
    for (const link of await page.locator('#list tbody tr').allTextContents())
      t.regex(link, /n3.*dropped: partition/);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.locator('#count', { hasText: `${all.toLocaleString('en')} messages` }).waitFor();
    await page
      .locator('#legend label', { hasText: /^read / })
      .getByRole('checkbox')
      .uncheck();
    t.true((await shownCount(page)) < all);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.locator('#f-text').fill('TOPOLOGY');
    await page.locator('#f-text').press('Enter');
    await page.locator('#count', { hasText: '10 of ' }).waitFor();
    await page.locator('#f-from').fill('1.5');
    await page.locator('#f-to').fill('2');
    await page.locator('#f-to').press('Enter');
    t.regex(await countText(page), /^1\.5 to 2 s/);
    t.deepEqual(complaints, []);
  },
);

inBrowser(
  'the diagram is zoomed and moved by keys, buttons, wheel and dragging; a message is clicked',
  async (t, open) => {
    const { page, complaints } = await open(await reportOf(BROADCAST));
    await ready(page);
    const window = async (): Promise<readonly [number, number]> => {
      const [, from, to] = /^([\d.]+) to ([\d.]+) s/.exec(await countText(page)) ?? [];
      return [Number(from), Number(to)];
    };
    const [, end] = await window();
    const diagram = page.locator('#diagram');
    await diagram.scrollIntoViewIfNeeded();
    await diagram.focus();
    await page.keyboard.press('+');
    const [from, to] = await window();
    t.true(Math.abs(to - from - end * 0.6) < 0.01);
    await page.keyboard.press('ArrowLeft');
    t.true((await window())[0] < from);
    await page.getByRole('button', { name: 'whole run' }).click();
    t.deepEqual(await window(), [0, end]);
    await page.getByRole('button', { name: 'zoom in' }).click();
    t.true((await window())[1] < end);
    const box = await diagram.boundingBox();
    if (box === null) throw new Error('the diagram has no box');
    const [before] = await window();
    await page.mouse.move(box.x + 400, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 100, { steps: 4 });
    await page.mouse.up();
    t.true((await window())[0] > before);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    t.true((await window())[1] - (await window())[0] < end * 0.4);
    await diagram.focus();
    await page.keyboard.press('n');
    await page.locator('#details h3', { hasText: '→' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#details', { hasText: 'Click a message' }).waitFor();
    // Some message crosses the middle between two lanes somewhere.
    for (let x = 70; x < box.width && (await page.locator('#details h3').count()) === 0; x += 4)
      await diagram.click({ position: { x, y: 76 } });
    t.regex((await page.locator('#details').textContent()) ?? '', /→.*number\d+sent[\d.]+ s/);
    t.deepEqual(complaints, []);
  },
);

inBrowser(
  'it is all there in the dark and on a telephone, and nothing is wider than the page',
  async (t, open) => {
    const url = await reportOf(LOSES);
    for (const look of [
      { width: 390 },
      { width: 390, colorScheme: 'dark' },
      { colorScheme: 'dark' },
    ] as const) {
      const { page, complaints } = await open(url, look);
      await ready(page);
      const [content, room] = await page.evaluate<number[]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      );
      t.true(Number(content) <= Number(room), `${content} in ${room}`);
      t.deepEqual(complaints, []);
    }
  },
);

inBrowser('all that can be used is reached by the keyboard', async (t, open) => {
  const { page } = await open(await reportOf(LOSES));
  await ready(page);
  const reached = new Set<string>();
  for (let i = 0; i < 150 && !reached.has('list'); i++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate<string>('document.activeElement?.id ?? ""'));
  }
  for (const id of [
    'f-node',
    'f-outcome',
    'f-text',
    'f-value',
    'zoom-in',
    'whole',
    'diagram',
    'split',
    'list',
  ])
    t.true(reached.has(id), id);
});

for (const workload of ['lin-kv', 'txn-list-append', 'kafka', 'unique-ids', 'echo', 'g-counter'] as const) {
  inBrowser(`a run of ${workload} has its report`, async (t, open) => {
    const rest = workload === 'unique-ids' ? { bin: programFile('duplicate-ids.js') } : {};
    const { page, complaints } = await open(
      await reportOf({ workload, runtime: 'sim', seed: 1, rate: 30, 'time-limit': 2, ...rest }),
    );
    await ready(page);
    t.regex((await page.locator('h1').textContent()) ?? '', new RegExp(`^${workload} `));
    // Rows are drawn in a frame of their own. The wait fails if there is none.
    await page.locator('#list tbody tr').first().waitFor({ state: 'attached' });
    if (workload === 'unique-ids')
      t.regex((await page.locator('#wrong').textContent()) ?? '', /was given \d+ times/);
    t.deepEqual(complaints, []);
  });
}
