/**
 * Draws the density of messages if they are too many to be drawn: the number that each lane sent in each column of
 * pixels, as a bar above its line, and the number of those that were dropped, as a bar below it.
 *
 * For a wide window the counts come from bins that are filled once for the present filters, so that moving costs the
 * same whatever the number of messages.
 */

import type { Area } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { DELIVERED, UNDER_WAY, firstAfter } from './run.js';
import type { Selection } from './selection.js';

const BINS = 8192;
/** The share of the run above which a window uses the bins; in a narrower one they are wider than pixels. */
const WIDE = 1 / 8;

interface Counts {
  readonly columns: number;
  /** By lane and column. */
  readonly sent: Uint32Array;
  readonly dropped: Uint32Array;
}

export class Density {
  readonly #selection: Selection;
  #bins: Counts | undefined;
  /** The version of the selection's mask from which the bins were filled. */
  #reckoned = 0;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  draw(
    { context, theme, left, right }: Area,
    window: TimeWindow,
    y: (lane: number) => number,
    laneHeight: number,
  ): void {
    const columns = Math.max(1, Math.floor(right - left));
    const { sent, dropped } = this.#count(window, columns);
    const { count } = this.#selection.lanes;
    let most = 1;
    for (const each of sent) if (each > most) most = each;
    const scale = (laneHeight * 0.46) / Math.log1p(most);
    const heightOf = (number: number): number => (number === 0 ? 0 : Math.max(1, Math.log1p(number) * scale));
    for (const [counts, color, side] of [
      [sent, theme.series[0] ?? theme.text, -1],
      [dropped, theme.bad, 1],
    ] as const) {
      context.fillStyle = color;
      // One outline for each lane: tens of thousands of bars in a path would take longer than the rest of the
      // picture.
      for (let lane = 0; lane < count; lane++) {
        const base = y(lane);
        let before = 0;
        context.beginPath();
        context.moveTo(left, base);
        for (let column = 0; column < columns; column++) {
          const number = counts[lane * columns + column] ?? 0;
          if (number !== before) {
            context.lineTo(left + column, base + side * heightOf(before));
            context.lineTo(left + column, base + side * heightOf(number));
          }
          before = number;
        }
        context.lineTo(left + columns, base + side * heightOf(before));
        context.lineTo(left + columns, base);
        context.fill();
      }
    }
  }

  #count(window: TimeWindow, columns: number): Counts {
    if (window.width < window.end * WIDE) return this.#tally(window.from, window.to, columns);
    const { sent, dropped } = this.#binsNow(window);
    const { count } = this.#selection.lanes;
    const merged = {
      columns,
      sent: new Uint32Array(count * columns),
      dropped: new Uint32Array(count * columns),
    };
    const first = Math.floor((window.from / window.end) * BINS);
    const last = Math.min(BINS, Math.ceil((window.to / window.end) * BINS));
    const perBin = (window.end / BINS / window.width) * columns;
    const offset = (window.from / window.width) * columns;
    const columnOf = Int32Array.from({ length: last - first }, (_, i) =>
      Math.max(0, Math.min(columns - 1, Math.floor((first + i) * perBin - offset))),
    );
    for (let lane = 0; lane < count; lane++) {
      for (let bin = first; bin < last; bin++) {
        const [from, to] = [lane * BINS + bin, lane * columns + (columnOf[bin - first] ?? 0)];
        merged.sent[to] = (merged.sent[to] ?? 0) + (sent[from] ?? 0);
        merged.dropped[to] = (merged.dropped[to] ?? 0) + (dropped[from] ?? 0);
      }
    }
    return merged;
  }

  #binsNow(window: TimeWindow): Counts {
    const { reckoned } = this.#selection;
    if (this.#bins === undefined || this.#reckoned !== reckoned) {
      this.#bins = this.#tally(0, window.end, BINS);
      this.#reckoned = reckoned;
    }
    return this.#bins;
  }

  #tally(from: number, to: number, columns: number): Counts {
    const { run, mask, lanes } = this.#selection;
    const { sent: times, src, outcome } = run.messages;
    const sent = new Uint32Array(lanes.count * columns);
    const dropped = new Uint32Array(lanes.count * columns);
    const scale = columns / Math.max(1, to - from);
    const last = firstAfter(times, to);
    for (let row = firstAfter(times, from - 1); row < last; row++) {
      if (mask[row] !== 1) continue;
      const lane = lanes.of(src[row] ?? 0);
      if (lane < 0) continue;
      const place = lane * columns + Math.min(columns - 1, Math.floor(((times[row] ?? 0) - from) * scale));
      sent[place] = (sent[place] ?? 0) + 1;
      const came = outcome[row];
      if (came !== DELIVERED && came !== UNDER_WAY) dropped[place] = (dropped[place] ?? 0) + 1;
    }
    return { columns, sent, dropped };
  }
}
