/**
 * The state of the live view, updated row by row: lanes, messages, ticks and faults of the last seconds, in bounded
 * memory. Pure, so that it runs in the browser and in tests; `diagram.ts` draws it.
 */

import { Fate, Fates } from '../../trace/fates.js';
import type { Counts, Row } from './row.js';

/** Seconds. */
export const WINDOW = 10;
const MAX_LANES = 40;
/** Stands for the line that arrived instead of the message: the view has no room for it. */
const DAMAGED = '';
export const MAX_ARROWS = 8000;
const MAX_TICKS = 4000;
const MAX_BANDS = 200;

/** A message. Its times are seconds, as all times here. */
export class Arrow extends Fate {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly body: string;
  readonly sentAt: number;

  constructor({ id, from, to, type, body, at }: Extract<Row, { readonly kind: 'send' }>) {
    super();
    this.id = id;
    this.from = from;
    this.to = to;
    this.type = type;
    this.body = body;
    this.sentAt = at;
  }
}

export interface Tick {
  readonly at: number;
  readonly node: string;
  readonly bad: boolean;
}

export interface Band {
  readonly fault: string;
  readonly text: string;
  /** The node that it hit, if it was one node. */
  readonly node: string | undefined;
  readonly from: number;
  to?: number;
}

export class Scene {
  readonly lanes: string[];
  arrows: Arrow[] = [];
  ticks: Tick[] = [];
  bands: Band[] = [];
  counts: Counts = { sent: 0, dropped: 0, invoked: 0, ok: 0, fail: 0, info: 0, faults: 0 };
  /** More messages than are kept were sent in the time that is shown. */
  crowded = false;
  /** Rows that were left out. */
  skipped = 0;
  /** Seconds since the run's zero: the latest that is known. */
  now = 0;
  readonly #fates = new Fates<Arrow>();
  /** Recent times and counts, for the rate. */
  #sent: { readonly at: number; readonly sent: number }[] = [];

  constructor(nodes: readonly string[]) {
    this.lanes = nodes.slice(0, MAX_LANES);
  }

  add(row: Row): void {
    if (row.kind === 'skipped') {
      this.skipped += row.rows;
      return;
    }
    this.now = Math.max(this.now, row.at);
    switch (row.kind) {
      case 'send': {
        this.#lane(row.from);
        this.#lane(row.to);
        this.arrows.push(this.#fates.sent(row.id, new Arrow(row)));
        return;
      }
      case 'receive':
        this.#fates.ended(row.id, row.at, undefined, row.damaged === true ? DAMAGED : undefined);
        return;
      case 'drop':
        this.#fates.ended(row.id, row.at, row.reason);
        return;
      case 'request':
      case 'reply':
      case 'error':
        this.#lane(row.node);
        this.ticks.push({ at: row.at, node: row.node, bad: row.kind === 'error' });
        return;
      case 'fault':
        this.#fault(row);
        return;
      case 'counts':
        this.counts = row.counts;
        this.#sent.push({ at: row.at, sent: row.counts.sent });
    }
  }

  /** Forgets events that are no longer shown. */
  forget(): void {
    const since = this.now - WINDOW - 1;
    this.crowded = (this.arrows.at(-MAX_ARROWS - 1)?.sentAt ?? -Infinity) >= since;
    this.arrows = this.arrows.slice(-MAX_ARROWS).filter(({ sentAt }) => sentAt >= since);
    this.ticks = this.ticks.slice(-MAX_TICKS).filter(({ at }) => at >= since);
    this.bands = this.bands.slice(-MAX_BANDS).filter(({ to }) => to === undefined || to >= since);
    const shown = new Set(this.arrows);
    this.#fates.retain((arrow) => shown.has(arrow));
    this.#sent = this.#sent.filter(({ at }) => at >= this.now - 2);
  }

  /** Messages per second between servers, over the last two; undefined while there is too little data. */
  get rate(): number | undefined {
    const [first, last] = [this.#sent.at(0), this.#sent.at(-1)];
    if (first === undefined || last === undefined || last.at - first.at < 0.2) return undefined;
    return (last.sent - first.sent) / (last.at - first.at);
  }

  #lane(name: string): void {
    if (this.lanes.length < MAX_LANES && !this.lanes.includes(name)) this.lanes.push(name);
  }

  #fault({ at, fault, text, node, lasts, ends }: Extract<Row, { readonly kind: 'fault' }>): void {
    for (const band of this.bands)
      if (band.to === undefined && ends.includes(band.fault) && band.node === node) band.to = at;
    this.bands.push({ fault, text, node, from: at, ...(lasts !== true && { to: at }) });
  }
}

/** The outcome of a message, in words. */
export function outcomeOf({ sentAt, outcome }: Arrow): string {
  if (outcome.kind === 'under-way') return 'under way';
  if (outcome.kind === 'dropped') return `dropped: ${outcome.reason}`;
  const how = outcome.line === undefined ? 'arrived' : 'arrived damaged';
  return `${how} after ${Math.round((outcome.at - sentAt) * 1000)} ms`;
}
