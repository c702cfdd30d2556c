/**
 * A report in headless Chromium, measured from inside: how long it takes to open, what moving costs in each frame, how long a
 * search takes. Where there is no Chromium nothing of this is measured; EDDY_CHROMIUM names one.
 */

import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../test/harness/browser/chromium.js';

const PATIENCE_MS = 120_000;

export interface Frames {
  /** Milliseconds of scripts in each frame: of the pointer's event, and of all that was drawn upon it. */
  readonly work: readonly number[];
  /** Milliseconds from each frame to the next. */
  readonly intervals: readonly number[];
  /** Milliseconds in which the page's thread was busy, layout and painting included: the mean of all frames. */
  readonly busy: number;
}

/** What a browser is needed for, with one that is closed afterwards; undefined where there is none. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

export class ReportPage {
  /** From the request for the page until everything is in its place. */
  readonly openMs: number;
  readonly #page: Page;

  private constructor(page: Page, openMs: number) {
    this.#page = page;
    this.openMs = openMs;
  }

  static async open(browser: Browser, url: string): Promise<ReportPage> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(recordFrames);
    const start = performance.now();
    await page.goto(url);
    await page.locator('#workspace[aria-busy=false]').waitFor();
    return new ReportPage(page, performance.now() - start);
  }

  /** Drags the diagram to and fro, so many frames, while this share of the run is in view. */
  async pan(share: number, frames: number): Promise<Frames> {
    await this.#page.evaluate(showShare, share);
    const session = await this.#page.context().newCDPSession(this.#page);
    await session.send('Performance.enable');
    const taskSeconds = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await taskSeconds();
    const { work, intervals } = await this.#page.evaluate(drag, frames);
    const busy = (((await taskSeconds()) - before) * 1000) / frames;
    await session.detach();
    return { work, intervals, busy };
  }

  /** Milliseconds of scripts for each step from one message to the next, in a window of the whole run. */
  async step(times: number): Promise<readonly number[]> {
    await this.#page.evaluate(showShare, 1);
    return this.#page.evaluate(step, times);
  }

  /** Milliseconds until `field` has been answered. */
  async ask(field: 'f-text' | 'f-value', text: string): Promise<number> {
    const took = await this.#page.evaluate(ask, { field, text });
    await this.#page.evaluate(ask, { field, text: '' });
    return took;
  }

  async close(): Promise<void> {
    await this.#page.close();
  }
}

/* What follows runs in the page, each function by itself: of the page's own objects it knows what is declared here. */

interface PageElement {
  value: string;
  readonly textContent: string | null;
  setAttribute(name: string, value: string): void;
  dispatchEvent(event: object): void;
  requestSubmit(): void;
  scrollIntoView(): void;
  setPointerCapture: unknown;
  getBoundingClientRect(): { readonly left: number; readonly top: number };
}
declare const document: { getElementById(id: string): PageElement };
declare const PointerEvent: new (type: string, init: object) => object;
declare const KeyboardEvent: typeof PointerEvent;
/** What `recordFrames` adds to a page. */
declare const window: {
  requestAnimationFrame: (callback: (time: number) => void) => number;
  nextFrame: () => Promise<number>;
  work: number;
};

/** Adds up the time of all callbacks that the page asks for frames. */
function recordFrames(): void {
  const request = window.requestAnimationFrame.bind(window);
  window.work = 0;
  window.nextFrame = () => new Promise(request);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const start = performance.now();
      callback(time);
      window.work += performance.now() - start;
    });
}

async function showShare(share: number): Promise<void> {
  const [from, to] = [document.getElementById('f-from'), document.getElementById('f-to')];
  document.getElementById('whole').dispatchEvent(new PointerEvent('click', {}));
  const middle = Number(to.value) / 2;
  const half = middle * share;
  [from.value, to.value] = [String(middle - half), String(middle + half)];
  document.getElementById('filters').requestSubmit();
  document.getElementById('workspace').scrollIntoView();
  for (let i = 0; i < 30; i++) await window.nextFrame();
}

async function drag(frames: number): Promise<{ work: number[]; intervals: number[] }> {
  const canvas = document.getElementById('diagram');
  // No real pointer is down that could be captured.
  canvas.setPointerCapture = () => {};
  const { left, top } = canvas.getBoundingClientRect();
  const point = (type: string, x: number): void => {
    const place = { clientX: left + x, clientY: top + 50, pointerId: 1, bubbles: true };
    canvas.dispatchEvent(new PointerEvent(type, place));
  };
  const [work, intervals]: [number[], number[]] = [[], []];
  point('pointerdown', 394);
  let before = await window.nextFrame();
  for (let i = 0; i < frames; i++) {
    const start = performance.now();
    point('pointermove', 400 + 6 * (8 - Math.abs(8 - (i % 16))));
    window.work = performance.now() - start;
    const now = await window.nextFrame();
    intervals.push(now - before);
    before = now;
    // Callbacks of a frame run in the order in which they were asked for: those of the page are asked for first.
    work.push(window.work);
  }
  point('pointerup', 394);
  return { work, intervals };
}

async function step(times: number): Promise<number[]> {
  const canvas = document.getElementById('diagram');
  const work: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    window.work = performance.now() - start;
    await window.nextFrame();
    work.push(window.work);
  }
  canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  return work;
}

/** The line above the diagram says when a search has been answered. */
async function ask({ field, text }: { field: string; text: string }): Promise<number> {
  const answer = { 'f-text': / of .* messages/, 'f-value': / carry / }[field] ?? /^/;
  const count = document.getElementById('count');
  document.getElementById(field).value = text;
  const start = performance.now();
  document.getElementById('filters').requestSubmit();
  while (text !== '' && !answer.test(count.textContent ?? '')) await window.nextFrame();
  return performance.now() - start;
}
