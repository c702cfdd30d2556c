/**
 * Draws the density of messages if they are too many to be drawn: the number that each lane sent in each column of
 * pixels, as a bar above its line, and the number of those that were dropped, as a bar below it; or, of
 * many lanes, a heat map.
 *
 * For a wide window the counts come from bins that are filled once for the present filters, so that moving costs the
 * same whatever the number of messages.
 */

import type { Area } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { firstAfter, hasArrived, UNDER_WAY } from './run.js';
import type { Frame } from './segments.js';
import type { Selection } from './selection.js';

const BINS = 8192;
/** The share of the run above which a window uses the bins; in a narrower one they are wider than pixels. */
const WIDE = 1 / 8;
/** Pixels of a cell of the heat map. */
const CELL = 3;

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

  /** As bars on each lane, on a logarithmic scale. */
  drawBars({ context, theme, left, right }: Area, frame: Frame): void {
    const { y, laneHeight } = frame;
    const columns = Math.max(1, Math.floor(right - left));
    const { sent, dropped } = this.#count(frame.window, columns);
    const scale = (laneHeight * 0.46) / Math.log1p(most(sent));
    const heightOf = (number: number): number => (number === 0 ? 0 : Math.max(1, Math.log1p(number) * scale));
    for (const [counts, color, side] of [
      [sent, theme.series[0] ?? theme.text, -1],
      [dropped, theme.bad, 1],
    ] as const) {
      context.fillStyle = color;
      // One outline for each lane: tens of thousands of bars in a path would take longer than the rest of the
      // picture.
      for (let lane = 0; lane < this.#selection.lanes.count; lane++) {
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

  /** As a heat map: the more a lane sent at a time, the darker; what of that was dropped is in the lower part of the lane. */
  drawHeat({ context, theme, left, right }: Area, frame: Frame): void {
    const { y, laneHeight } = frame;
    const columns = Math.max(1, Math.floor((right - left) / CELL));
    const { sent, dropped } = this.#count(frame.window, columns);
    const top = Math.log1p(most(sent));
    const width = (right - left) / columns;
    const height = Math.max(2, laneHeight - 1);
    for (const [counts, color, from, share] of [
      [sent, theme.series[0] ?? theme.text, 0, 1],
      [dropped, theme.bad, 0.6, 0.4],
    ] as const) {
      context.fillStyle = color;
      for (let lane = 0; lane < this.#selection.lanes.count; lane++) {
        const begin = y(lane) - laneHeight / 2 + height * from;
        for (let column = 0; column < columns; column++) {
          const number = counts[lane * columns + column] ?? 0;
          if (number === 0) continue;
          context.globalAlpha = 0.12 + 0.88 * (Math.log1p(number) / top);
          context.fillRect(left + column * width, begin, width, height * share);
        }
      }
    }
    context.globalAlpha = 1;
  }

  /** What a lane sent around a time, and how much of that was dropped. `span`: nanoseconds. */
  around(lane: number, time: number, span: number): { readonly sent: number; readonly dropped: number } {
    const { sent, dropped } = this.#tally(time - span / 2, time + span / 2, 1);
    return { sent: sent[lane] ?? 0, dropped: dropped[lane] ?? 0 };
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
    const { sent: times, src, dest, outcome } = run.messages;
    const sent = new Uint32Array(lanes.count * columns);
    const dropped = new Uint32Array(lanes.count * columns);
    const scale = columns / Math.max(1, to - from);
    const last = firstAfter(times, to);
    for (let row = firstAfter(times, from - 1); row < last; row++) {
      if (mask[row] !== 1) continue;
      const lane = lanes.of(src[row] ?? 0);
      if (lane < 0 || lanes.of(dest[row] ?? 0) < 0) continue;
      const place = lane * columns + Math.min(columns - 1, Math.floor(((times[row] ?? 0) - from) * scale));
      sent[place] = (sent[place] ?? 0) + 1;
      const came = outcome[row];
      if (!hasArrived(came) && came !== UNDER_WAY) dropped[place] = (dropped[place] ?? 0) + 1;
    }
    return { columns, sent, dropped };
  }
}

function most(counts: Uint32Array): number {
  let most = 1;
  for (const each of counts) if (each > most) most = each;
  return most;
}
