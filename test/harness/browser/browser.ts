/**
 * A real browser for tests of pages: Chromium, where there is one. EDDY_CHROMIUM names it, or it is looked for where Debian and
 * others put it; without one these tests are skipped, unless EDDY_BROWSER_TESTS=required says that they must run.
 */

import test, { type ExecutionContext } from 'ava';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.js';

const executable = findChromium();
const required = process.env['EDDY_BROWSER_TESTS'] === 'required';

/** One for all tests of a file, which open pages of their own. */
let launched: Promise<Browser> | undefined;
test.after.always(async () => {
  await (await launched)?.close();
});

export interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface Visit {
  readonly page: Page;
  /** What the page complained of, and what it asked the network for. */
  readonly complaints: readonly string[];
}

/** For a machine that has much else to do. */
const PATIENCE_MS = 300_000;

/** A test in a browser; its body gets a way to open pages. */
export function inBrowser(
  title: string,
  body: (t: ExecutionContext, open: (url: string, look?: Look) => Promise<Visit>) => Promise<void>,
): void {
  const declare = executable === undefined && !required ? test.skip : test;
  declare(title, async (t) => {
    t.timeout(PATIENCE_MS);
    const visits: Page[] = [];
    try {
      await body(t, async (url, look) => {
        const visit = await visitPage(url, look);
        visits.push(visit.page);
        return visit;
      });
    } finally {
      await Promise.all(visits.map((page) => page.close()));
    }
  });
}

async function visitPage(url: string, { width = 1280, colorScheme = 'light' }: Look = {}): Promise<Visit> {
  launched ??= chromium.launch({
    ...(executable !== undefined && { executablePath: executable }),
    args: CHROMIUM_ARGUMENTS,
  });
  const page = await (await launched).newPage({ viewport: { width, height: 900 }, colorScheme });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(url);
  return { page, complaints };
}
