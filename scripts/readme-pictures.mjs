// Makes the pictures of README.md from seeds: docs/report.png, a broadcast that loses values under a partition, and
// docs/violation.png, a register that is not linearizable. Needs a build, and Chromium (EDDY_CHROMIUM, or where Debian has it).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { runTest } from '../dist/harness/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = (name) => path.join(root, 'test/programs', name);

const PICTURES = [
  {
    file: 'docs/report.png',
    test: {
      workload: 'broadcast',
      bin: program('loses-under-partition.js'),
      runtime: 'sim',
      seed: 1,
      rate: 20,
      latency: 20,
      'time-limit': 6,
      faults: [
        { at: 1, do: 'partition majority' },
        { at: 4, do: 'heal' },
      ],
    },
  },
  {
    file: 'docs/violation.png',
    test: {
      workload: 'lin-kv',
      bin: program('lin-kv-loses-writes.js'),
      runtime: 'sim',
      seed: 2,
      rate: 60,
      latency: 10,
      concurrency: '10',
      'time-limit': 8,
    },
  },
];

const store = mkdtempSync(path.join(tmpdir(), 'eddy-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env.EDDY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const { file, test } of PICTURES) {
    const { folder } = await runTest({ ...test, store });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(path.join(String(folder), 'report.html')).href);
    await page.locator('#workspace[aria-busy=false]').waitFor();
    // Two frames: what was chosen last is drawn in the next.
    await page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))',
    );
    await page.screenshot({ path: path.join(root, file) });
    await page.close();
    process.stdout.write(`wrote ${file}\n`);
  }
} finally {
  await browser.close();
  rmSync(store, { recursive: true, force: true });
}
