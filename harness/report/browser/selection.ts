/** The visible part of a run: the filters, as a mask over messages; the highlighted journey; the chosen message. */

import { isServer, type Lanes } from './lanes.js';
import { hasArrived, type Run } from './run.js';

export interface Filters {
  /** An endpoint, at either end. */
  readonly node?: number | undefined;
  /** A number as in the run's outcomes, or all messages that were not delivered. */
  readonly outcome?: number | 'not' | undefined;
}

export class Selection {
  readonly run: Run;
  readonly lanes: Lanes;
  filters: Filters = {};
  readonly hiddenTypes = new Set<number>();
  /** Rows that a search found; undefined without a search. */
  found: Uint8Array | undefined;
  /** 1 for each message that is shown. */
  readonly mask: Uint8Array;
  shown = 0;
  /** The version of the mask. Counts derived from the mask are valid until it changes. */
  reckoned = 0;
  /** Highlighted messages, in order; undefined if there are none. */
  journey: ReadonlySet<number> | undefined;
  /** The value that is followed, as JSON; `''` if none is. */
  followed = '';
  /** By endpoint: from when on it had the value that is followed, NaN for one that never did. Undefined if none is followed. */
  knowledge: Float64Array | undefined;
  chosen: number | undefined;
  chosenOperation: number | undefined;
  /** The finding that the reader came from: its number in the list of all. */
  finding: number | undefined;
  readonly #listeners: (() => void)[] = [];

  constructor(run: Run, lanes: Lanes) {
    this.run = run;
    this.lanes = lanes;
    this.mask = new Uint8Array(run.messages.length);
    this.apply();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Computes the mask anew. */
  apply(): void {
    const { src, dest, type, outcome, length } = this.run.messages;
    const { node, outcome: wanted } = this.filters;
    const { found, hiddenTypes, mask } = this;
    const clients = this.lanes.clients !== 'none';
    let shown = 0;
    for (let row = 0; row < length; row++) {
      const passes =
        (found === undefined || found[row] === 1) &&
        (node === undefined || src[row] === node || dest[row] === node) &&
        (wanted === undefined || (wanted === 'not' ? !hasArrived(outcome[row]) : outcome[row] === wanted)) &&
        !hiddenTypes.has(type[row] ?? 0) &&
        (clients || isServer(this.lanes, src[row] ?? 0, dest[row] ?? 0));
      mask[row] = passes ? 1 : 0;
      if (passes) shown++;
    }
    this.shown = shown;
    this.reckoned++;
    this.tell();
  }

  choose(row: number | undefined): void {
    this.chosen = row;
    this.chosenOperation = undefined;
    this.tell();
  }

  chooseOperation(row: number): void {
    this.chosenOperation = row;
    this.chosen = undefined;
    this.tell();
  }

  /** Highlights these messages, and no value. */
  standOut(journey: ReadonlySet<number> | undefined): void {
    this.journey = journey;
    this.followed = '';
    this.knowledge = undefined;
    this.tell();
  }

  /** Highlights the messages that carry a value, or answer one that does, and who had it from when on. */
  follow(value: string, journey: ReadonlySet<number>, knowledge: Float64Array): void {
    this.journey = journey;
    this.followed = value;
    this.knowledge = knowledge;
    this.tell();
  }

  /** Nothing is chosen and highlighted any more. */
  letGo(): void {
    this.chosen = undefined;
    this.chosenOperation = undefined;
    this.finding = undefined;
    this.standOut(undefined);
  }
}
