/** The fate of each value of a set that only grows, and how long it was known before every read showed it. */

import { setElements } from '../checkers/set-full.js';
import { printExact } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { differences } from '../picture/varint.js';
import { columnElement, TextBlocks } from '../page/packed.js';
import { VALUE_OUTCOMES } from './report-data.js';

/** The operation that adds a value, by workload. */
const ADDS: Readonly<Record<string, string>> = { broadcast: 'broadcast', 'g-set': 'add' };
const SHOWN = 200;

export class ValueColumns {
  readonly length: number;
  readonly texts = new TextBlocks('v-text');
  readonly #elements: string;

  constructor(workload: string, history: History) {
    const add = ADDS[workload];
    const values =
      add === undefined ? [] : setElements(history, add).filter(({ known }) => known !== undefined);
    this.length = values.length;
    for (const { element } of values) this.texts.add(printExact(element).slice(0, SHOWN));
    this.#elements = [
      columnElement('v-known', differences(values.map(({ known }) => known?.time ?? 0))),
      // For lost ones, how long they were still seen.
      columnElement(
        'v-latency',
        values.map((value) => (value.outcome === 'lost' ? value.lostLatency : value.stableLatency)),
      ),
      columnElement(
        'v-outcome',
        values.map(({ outcome }) => VALUE_OUTCOMES.indexOf(outcome)),
      ),
    ].join('');
  }

  elements(): string {
    return this.#elements + this.texts.finish();
  }
}
