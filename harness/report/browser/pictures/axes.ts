/** The axes of pictures to scale: time to the right, numbers upwards. */

import { linearTicks } from '../../../picture/scale.js';
import { svg } from '../../../page/browser/svg.js';
import { line } from './canvas.js';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (time: number) => number;
  /** Spans of time in which nothing happened, and which are drawn narrow. */
  readonly gaps: readonly (readonly [from: number, to: number])[];
}

/** A longer share of a picture's time without events is a gap; it gets so much of the width. */
const LONG = 0.15;
const NARROW = 0.05;

/** A plot of these pixels for what happened at these times, with a margin at both ends. */
export function plotOf(
  size: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  times: readonly number[],
): Plot {
  const sorted = times.toSorted((a, b) => a - b);
  const [first = 0] = sorted;
  const last = Math.max(sorted.at(-1) ?? 0, first + 1);
  const gaps = sorted.flatMap((from, i) => {
    const to = sorted[i + 1] ?? from;
    return to - from > (last - first) * LONG ? [[from, to] as const] : [];
  });
  const narrow = (last - first) * NARROW;
  const saved = gaps.reduce((sum, [from, to]) => sum + (to - from - narrow), 0);
  const shownTime = (time: number): number =>
    gaps.reduce((left, [from, to]) => {
      const inside = Math.max(0, Math.min(time, to) - from);
      return left - inside + (inside / (to - from)) * narrow;
    }, time - first);
  const span = last - first - saved;
  const room = (size.right - size.left) * 0.96;
  const x = (time: number): number =>
    size.left + (size.right - size.left) * 0.02 + (shownTime(time) / span) * room;
  return { ...size, x, gaps };
}

const TICK_ROOM = 66;

/** Ticks with seconds below the plot, and the gaps. */
export function timeAxis(
  { left, right, top, bottom, x, gaps }: Plot,
  times: readonly number[],
): readonly Node[] {
  const low = Math.min(...times) / 1e9;
  const high = Math.max(Math.max(...times) / 1e9, low + 1e-9);
  // Without the gaps there may be room for more ticks than on an axis to scale.
  const span = gaps.reduce((sum, [from, to]) => sum - (to - from) / 1e9, high - low);
  const [start = low, next = high] = linearTicks(0, Math.max(span, (high - low) / 100));
  const step = next - start;
  const digits = Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));
  let free = left;
  const ticks: Node[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high; i++) {
    const time = i * step * 1e9;
    const at = x(time);
    const isInGap = gaps.some(([from, to]) => time > from && time < to);
    if (isInGap || at < free || at > right) continue;
    free = at + TICK_ROOM;
    ticks.push(
      svg('line', { class: 'tick', x1: at, x2: at, y1: top, y2: bottom + 4 }),
      line(`${(i * step).toFixed(digits)} s`, { x: at, y: bottom + 18, kind: 'quiet', anchor: 'middle' }),
    );
  }
  const [, resumed = 0] = gaps.at(-1) ?? [];
  // Behind the last gap there may be no round time.
  if (gaps.length > 0 && x(resumed) >= free)
    ticks.push(
      line(`${(resumed / 1e9).toFixed(digits)} s`, {
        x: x(resumed),
        y: bottom + 18,
        kind: 'quiet',
        anchor: 'middle',
      }),
    );
  return [...gaps.flatMap((gap) => gapShape(gap, { top, bottom, x })), ...ticks];
}

function gapShape(
  [from, to]: Plot['gaps'][number],
  { top, bottom, x }: Pick<Plot, 'top' | 'bottom' | 'x'>,
): readonly Node[] {
  const middle = (x(from) + x(to)) / 2;
  return [
    svg(
      'path',
      {
        class: 'gap',
        d: `M${middle - 3},${bottom + 4}L${middle + 1},${top}M${middle + 3},${bottom + 4}L${middle + 7},${top}`,
      },
      svg('title', {}, `nothing for ${((to - from) / 1e9).toFixed(1)} s`),
    ),
  ];
}

/** Lines and numbers at the left; `y` from numbers to pixels. */
export function numberAxis(
  { left, right }: Plot,
  low: number,
  high: number,
  y: (value: number) => number,
): readonly Node[] {
  return linearTicks(low, high).flatMap((tick) => [
    svg('line', { class: 'tick', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
    line(String(tick), { x: left - 8, y: y(tick) + 4, kind: 'quiet', anchor: 'end' }),
  ]);
}
