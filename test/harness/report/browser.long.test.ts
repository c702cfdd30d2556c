/** Reports in a real browser: a valid and an invalid run are opened, filtered, zoomed, followed, and told why. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { elapse } from '../../real-time.js';
import { folder } from '../folder.js';
import { violationsOf } from '../browser/axe.js';
import { inBrowser } from '../browser/browser.js';
import { flawOf } from '../picture/well-formed.js';

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

/** The whole run with nothing chosen, and its filters in sight: reports open at what they are about. */
async function wholeRun(page: Page): Promise<void> {
  await ready(page);
  await page.locator('#more').click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.locator('#count', { hasText: /^0 to [\d.]+ s, [\d,]+ messages in all$/ }).waitFor();
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
    t.regex((await page.locator('#figures').textContent()) ?? '', /operations.*msgs-per-op.*stable max/s);
    t.regex((await page.locator('#faults').textContent()) ?? '', /partition majority: /);
    t.deepEqual(complaints, []);
  },
);

inBrowser(
  'an invalid run opens at the first thing that went wrong, in one sentence, a picture and details',
  async (t, open) => {
    const { page, complaints } = await open(await reportOf(LOSES));
    await ready(page);
    t.is(await page.locator('h1').textContent(), 'broadcast INVALID');
    const verdict = (await page.locator('#verdict').textContent()) ?? '';
    const [, lost, all, which] =
      /^(\d+) of (\d+) acknowledged values are missing; (all \d+|\d+) were dropped by partition majority \([\d.-]+ s\), never sent again\./.exec(
        verdict,
      ) ?? [];
    t.true(Number(lost) > 0 && Number(lost) < Number(all), verdict);
    t.true(Number(/\d+/.exec(which ?? '')?.[0]) <= Number(lost));
    const group = page.locator('#wrong .groups > li').first();
    t.regex(
      (await group.textContent()) ?? '',
      /missing: dropped by partition majority .*, never sent again/s,
    );
    const chip = group.locator('.chip[aria-pressed=true]');
    const value = (await chip.textContent()) ?? '';
    t.regex(
      (await page.locator('#details').textContent()) ?? '',
      new RegExp(`value ${value} is missing at n\\d.*n\\d → n\\d.*outcomedropped: partition`),
    );
    t.regex(await countText(page), new RegExp(`messages carry ${value} or answer one that does$`));
    // The diagram is above the fold, and as wide as the middle pane.
    const box = await page.locator('#diagram').boundingBox();
    t.true(box !== null && box.y + 300 < 900 && box.width > 500);
    await page
      .locator('#details')
      .getByRole('button', { name: /^operation broadcast at/ })
      .click();
    await page.locator('#details h2', { hasText: 'operation broadcast' }).waitFor();
    await page
      .locator('#details')
      .getByRole('button', { name: /show its \d+ messages/ })
      .click();
    await page.locator('#details h2', { hasText: 'broadcast' }).waitFor();
    t.deepEqual(complaints, []);
  },
);

inBrowser(
  'what is chosen and shown is in the address: a copy of it shows the same, and back works',
  async (t, open) => {
    const url = await reportOf(LOSES);
    const { page, complaints } = await open(url);
    await ready(page);
    await page.waitForFunction("location.hash.includes('value=') && location.hash.includes('msg=')");
    const chips = page.locator('#wrong .chip');
    const first = await page.evaluate<string>('location.hash');
    t.regex(first, /^#t=[\d.]+-[\d.]+&value=\d+&msg=\d+$/);
    await chips.nth(1).click();
    await page.waitForFunction(
      `location.hash !== ${JSON.stringify(first)} && location.hash.includes('msg=')`,
    );
    const { page: copy } = await open(`${url}${await page.evaluate<string>('location.hash')}`);
    await ready(copy);
    t.is(await copy.locator('#count').textContent(), await page.locator('#count').textContent());
    t.is(
      await copy.locator('#details h2').last().textContent(),
      await page.locator('#details h2').last().textContent(),
    );
    await page.goBack();
    const [, message] = /msg=(\d+)/.exec(first) ?? [];
    await page.locator('#details dd', { hasText: new RegExp(`^${message}$`) }).waitFor();
    t.is(await page.evaluate<string>('location.hash'), first);
    t.deepEqual(complaints, []);
  },
);

inBrowser('a hover card says what is under the pointer: a fault, a lane, a message', async (t, open) => {
  const { page, complaints } = await open(await reportOf(LOSES));
  await ready(page);
  const box = await page.locator('#diagram').boundingBox();
  if (box === null) throw new Error('the diagram has no box');
  const tip = page.locator('.tip');
  await page.mouse.move(box.x + 200, box.y + 8);
  await tip.filter({ hasText: /^partition majority/ }).waitFor();
  await page.mouse.move(box.x + 20, box.y + box.height - 60);
  await tip.filter({ hasText: /^n5value \d+(never had it|from [\d.]+ s on)$/ }).waitFor();
  await page.mouse.move(box.x + box.width / 2, box.y - 200);
  await tip.waitFor({ state: 'hidden' });
  t.deepEqual(complaints, []);
});

inBrowser('what is shown is saved as SVG, and played as a time-lapse', async (t, open) => {
  const { page, complaints } = await open(await reportOf(LOSES));
  await ready(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'save as SVG' }).click();
  const file = await (await download).path();
  const svg = readFileSync(file, 'utf8');
  t.is(flawOf(svg), undefined);
  t.regex(svg, /<text[^>]*>n5<\/text>/);
  t.regex(svg, /dropped: partition/);
  // The page forbids what waitForFunction needs.
  const play = page.getByRole('button', { name: 'play' });
  const picture = "document.getElementById('diagram').toDataURL()";
  const before = await page.evaluate(picture);
  await play.click();
  while ((await page.evaluate(picture)) === before) await elapse(20);
  // It ends by itself, and then all is shown again.
  while ((await page.evaluate(picture)) !== before) await elapse(200);
  t.is(await play.getAttribute('aria-pressed'), 'false');
  t.deepEqual(
    complaints.filter((each) => !each.startsWith('request: blob:')),
    [],
  );
});

for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark', width: 390 }] as const) {
  inBrowser(`a report breaks no rule of axe-core (${look.colorScheme})`, async (t, open) => {
    const { page } = await open(await reportOf(LOSES), look);
    await ready(page);
    t.deepEqual(await violationsOf(page), []);
    await page.locator('#more').click();
    await page.keyboard.press('Escape');
    t.deepEqual(await violationsOf(page), []);
  });
}

inBrowser(
  'on a telephone details are a sheet below the diagram, which is in the first screen',
  async (t, open) => {
    const { page } = await open(await reportOf(LOSES), { width: 390 });
    await ready(page);
    const [diagram, sheet] = [
      await page.locator('#diagram').boundingBox(),
      await page.locator('#details').boundingBox(),
    ];
    t.true(diagram !== null && diagram.y < 450);
    t.true(sheet !== null && sheet.height < 130 && sheet.y + sheet.height >= 899);
    await page.getByRole('button', { name: 'Details' }).click();
    const unfolded = await page.locator('#details').boundingBox();
    t.true(unfolded !== null && unfolded.height > 200);
    await page.getByRole('button', { name: 'clear the selection' }).click();
    await page.locator('#guide').waitFor();
  },
);

inBrowser('on paper there are no controls, and the charts are drawn', async (t, open) => {
  const { page } = await open(await reportOf(LOSES), { colorScheme: 'dark' });
  await ready(page);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['#play', '#more', '#minimap', '#list', '#keys'])
    t.false(await page.locator(gone).isVisible(), gone);
  t.true(await page.locator('#verdict').isVisible());
  t.true((await page.pdf()).length > 10_000);
});

inBrowser('a value is followed through the cluster, and only its messages are listed', async (t, open) => {
  const { page, complaints } = await open(await reportOf(BROADCAST));
  await wholeRun(page);
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
    await wholeRun(page);
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
    await wholeRun(page);
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
    await page.locator('#details h2', { hasText: '→' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#guide').waitFor();
    // Some message crosses the middle between two lanes somewhere.
    for (let x = 70; x < box.width && (await page.locator('#guide').count()) === 1; x += 4)
      await diagram.click({ position: { x, y: 110 } });
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
  await wholeRun(page);
  await page.evaluate("document.getElementById('main').focus()");
  const reached = new Set<string>();
  for (let i = 0; i < 200 && !reached.has('list'); i++) {
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
