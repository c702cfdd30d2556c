/**
 * Axes that changed nothing: whichever value they had, every run came out the same to the last figure. Nodes ignore fields of
 * `configure` and variables that they do not know, so this is how a slip in a name shows.
 */

import type { Value } from '../options/option-value.js';
import type { Axis } from './axis.js';
import type { PointSummary } from './point-summary.js';

/** The labels of those axes. Says nothing of axes with one value, nor where there are no figures. */
export function idleAxes(axes: readonly Axis[], points: readonly PointSummary[]): readonly string[] {
  return axes
    .filter((axis) => axis.values.length > 1 && isIdle(axis.label, points))
    .map(({ label }) => label);
}

function isIdle(label: string, points: readonly PointSummary[]): boolean {
  const seen = new Map<string, string>();
  let compared = 0;
  for (const { point, runs } of points) {
    const others: Record<string, Value> = { ...point.settings, [label]: null };
    for (const { seed, figures } of runs) {
      if (figures['msgs-per-op'] === undefined) continue;
      const key = JSON.stringify([seed, others]);
      const text = JSON.stringify(figures);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, text);
      else if (before !== text) return false;
      else compared++;
    }
  }
  return compared > 0;
}
