/** The pictures of violations in a real browser: one of each kind, on runs of programs that are broken. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { TestInput } from '../../../harness/options/schema.js';
import { writeReport } from '../../../harness/report/report.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';
import { madeRun } from '../report/made-run.js';
import { inBrowser } from './browser.js';

const SIM: TestInput = { runtime: 'sim', seed: 1, rate: 50, latency: 20, 'time-limit': 4 };

async function reportOf(program: string, input: TestInput): Promise<string> {
  const run = await runTest({ ...SIM, ...input, bin: programFile(`${program}.js`), store: folder() });
  return pathToFileURL(path.join(String(run.folder), 'report.html')).href;
}

async function ready(page: Page): Promise<void> {
  await page.locator('#workspace[aria-busy=false]').waitFor();
}

const KINDS: readonly (readonly [kind: string, program: string, input: TestInput, marks: string])[] = [
  [
    'a register',
    'lin-kv-never-compares',
    { workload: 'lin-kv', seed: 3 },
    '.refused .cross, .contradicts .bar, .now',
  ],
  [
    'a cycle of transactions',
    'txn-isolates-keys-only',
    { workload: 'txn-rw-register', rate: 200, 'consistency-models': ['serializable'], seed: 3 },
    '.transaction .box, .back',
  ],
  ['a log', 'kafka-loses-sends', { workload: 'kafka' }, '.send.lost .cross, .poll .span'],
  [
    'a counter',
    'counter-keeps-to-itself',
    { workload: 'pn-counter' },
    '.read.wrong .cross, .range, .allowed',
  ],
  ['ids', 'duplicate-ids', { workload: 'unique-ids' }, '.repeated .bar'],
];

for (const [kind, program, input, marks] of KINDS) {
  inBrowser(
    `the picture of ${kind}: marks, names, and each operation a button that opens it`,
    async (t, open) => {
      const url = await reportOf(program, input);
      for (const look of [{}, { width: 390, colorScheme: 'dark' as const }]) {
        const { page, complaints } = await open(url, look);
        await ready(page);
        const picture = page.locator('#picture #pictures svg.picture').first();
        await picture.waitFor();
        for (const mark of marks.split(', '))
          t.true((await page.locator(`#pictures ${mark}`).count()) > 0, mark);
        t.true(((await picture.getAttribute('aria-label')) ?? '').length > 20);
        t.is(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
        const operation = picture.getByRole('button').first();
        t.regex((await operation.getAttribute('aria-label')) ?? '', /, process \d+, [\d.]+ s/);
        await operation.focus();
        await page.keyboard.press('Enter');
        const index = await operation.getAttribute('data-operation');
        await page
          .locator('#details dd', { hasText: new RegExp(`^${index}( to \\d+)?$`) })
          .first()
          .waitFor();
        t.deepEqual(complaints, []);
      }
    },
  );
}

inBrowser('markup and control characters in a picture are text', async (t, open) => {
  const evil = '<img src=x onerror="window.owned=1">\u202e\u001b[31m';
  const operation = (index: number, type: string, process: number): object => ({
    index,
    time: index * 1e6,
    type,
    process,
    f: 'generate',
    value: type === 'ok' ? evil : null,
  });
  const rows = [
    operation(0, 'invoke', 0),
    operation(1, 'ok', 0),
    operation(2, 'invoke', 1),
    operation(3, 'ok', 1),
  ];
  const place = madeRun([], {
    'test.json': { workload: 'unique-ids', nodes: ['n1'] },
    'results.json': {
      valid: false,
      workload: {
        valid: false,
        'duplicated-count': 1,
        duplicated: { [evil]: 2 },
        'acknowledged-count': 2,
        'attempted-count': 2,
      },
    },
    'history.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  });
  const { page, complaints } = await open(pathToFileURL((await writeReport(place)).file).href);
  await ready(page);
  await page.locator('#pictures .repeated .bar').first().waitFor();
  const text = (await page.locator('#pictures').textContent()) ?? '';
  t.true(text.includes('<img src=x onerror'));
  // oxlint-disable-next-line no-control-regex
  t.notRegex(text, /[\u001b\u202e]/);
  t.is(await page.evaluate('window.owned'), undefined);
  t.is(await page.locator('img').count(), 0);
  t.deepEqual(complaints, []);
});
