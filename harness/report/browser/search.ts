/**
 * Searches all bodies of a run for a text, or for one value's journey. One search at a time: a new one ends the old.
 */

import { occursIn, type ValueLayout } from '../../trace/occurrence.js';
import type { Run } from './run.js';

export class Search {
  readonly #run: Run;
  #number = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  stop(): void {
    this.#number++;
  }

  /** 1 for each message whose body contains the text, ignoring case; undefined if another search came between. */
  async text(wanted: string, progress: (share: number) => void): Promise<Uint8Array | undefined> {
    const lower = wanted.toLowerCase();
    return this.#look((text) => text.toLowerCase().includes(lower), progress);
  }

  /** Likewise for each message in which the value occurs (`carriers`), and with the replies to those (`both`). */
  async value(
    wanted: unknown,
    progress: (share: number) => void,
  ): Promise<{ readonly carriers: Uint8Array; readonly both: Uint8Array } | undefined> {
    // Most bodies can be excluded by their text alone.
    const hint = typeof wanted === 'object' && wanted !== null ? '' : JSON.stringify(wanted);
    const { data, messages } = this.#run;
    const carriers = await this.#look(
      (text) => text.includes(hint) && occurs(text, wanted, data.valueLayouts),
      progress,
    );
    if (carriers === undefined) return undefined;
    const both = carriers.slice();
    for (let row = 0; row < both.length; row++) {
      const request = messages.request[row] ?? -1;
      if (request >= 0 && carriers[request] === 1) both[row] = 1;
    }
    return { carriers, both };
  }

  async #look(
    fits: (text: string) => boolean,
    progress: (share: number) => void,
  ): Promise<Uint8Array | undefined> {
    const number = ++this.#number;
    const { body, length } = this.#run.messages;
    const found = new Uint8Array(length);
    let told = 0;
    await body.each(
      (text, row) => {
        if (fits(text)) found[row] = 1;
        if (row - told > 50_000) progress((told = row) / length);
      },
      () => number !== this.#number,
    );
    return number === this.#number ? found : undefined;
  }
}

/** From this many characters on a body is not parsed: it is enough that the text contains the value as a whole. */
const LARGE = 4096;

function occurs(text: string, wanted: unknown, layouts: readonly ValueLayout[]): boolean {
  if (text.length > LARGE && (typeof wanted !== 'object' || wanted === null))
    return standsIn(text, JSON.stringify(wanted));
  try {
    return occursIn(JSON.parse(text) as Readonly<Record<string, unknown>>, wanted, layouts);
  } catch {
    return false;
  }
}

function standsIn(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const around = (text[at - 1] ?? '') + (text[at + wanted.length] ?? '');
    if (!/[\w.+-]/.test(around)) return true;
  }
  return false;
}
