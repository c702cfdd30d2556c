/** The values at the left edge of a chart: ticks, grid lines, and the scale from value to pixels. */

import { linearTicks, logTicks } from '../../picture/scale.js';
import { BOTTOM, type Area } from '../../page/browser/panel.js';

const TOP = 8;

export type Height = (value: number) => number;

/** From 0 upwards. */
export function linearAxis(area: Area, most: number, unit: string): Height {
  const top = most > 0 ? most * 1.06 : 1;
  const base = area.height - BOTTOM;
  const y = (value: number): number => base - (value / top) * (base - TOP);
  drawTicks(area, linearTicks(0, top), y, unit);
  return y;
}

/** Between two positive values, on a logarithmic scale. */
export function logAxis(area: Area, least: number, most: number, unit: string): Height {
  const [low, high] = [Math.log10(least), Math.max(Math.log10(most), Math.log10(least) + 0.3)];
  const base = area.height - BOTTOM;
  const scale = (base - TOP) / (high - low);
  const y = (value: number): number => base - (Math.log10(Math.max(value, least)) - low) * scale;
  const ticks = logTicks(least, 10 ** high);
  drawTicks(
    area,
    ticks.length > 6 ? ticks.filter((tick) => Number.isInteger(Math.log10(tick))) : ticks,
    y,
    unit,
  );
  return y;
}

function drawTicks(area: Area, ticks: readonly number[], y: Height, unit: string): void {
  const { context, theme, left, right } = area;
  context.strokeStyle = theme.line;
  context.fillStyle = theme.quiet;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.beginPath();
  for (const tick of ticks) {
    const at = Math.round(y(tick)) + 0.5;
    context.moveTo(left, at);
    context.lineTo(right, at);
    // The lowest label would overlap the first time below.
    context.fillText(`${tick}${unit}`, left - 6, Math.min(at, area.height - BOTTOM - 4));
  }
  context.stroke();
}
