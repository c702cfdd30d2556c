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
}

/** A plot of these pixels for what happened between two times, with a margin at both ends. */
export function plotOf(
  size: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  from: number,
  to: number,
): Plot {
  const margin = Math.max((to - from) * 0.02, 1);
  const [low, high] = [Math.max(0, from - margin), to + margin];
  const x = (time: number): number => size.left + ((time - low) / (high - low)) * (size.right - size.left);
  return { ...size, x };
}

/** Ticks with seconds below the plot. */
export function timeAxis({ left, right, top, bottom, x }: Plot, from: number, to: number): readonly Node[] {
  const [low, high] = [from / 1e9, Math.max(to, from + 1) / 1e9];
  const room = Math.max(1, Math.floor((right - left) / 70));
  const ticks = linearTicks(low, high);
  const every = Math.ceil(ticks.length / room);
  const step = (ticks[1] ?? high) - (ticks[0] ?? low);
  const digits = Math.max(0, Math.min(9, Math.ceil(-Math.log10(step || 1) - 1e-9)));
  return ticks
    .filter((_, i) => i % every === 0)
    .flatMap((tick) => [
      svg('line', { class: 'tick', x1: x(tick * 1e9), x2: x(tick * 1e9), y1: top, y2: bottom + 4 }),
      line(`${tick.toFixed(digits)} s`, {
        x: x(tick * 1e9),
        y: bottom + 18,
        kind: 'quiet',
        anchor: 'middle',
      }),
    ]);
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
