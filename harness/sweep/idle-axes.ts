/**
 * Axes without effect: for every value, all runs had exactly the same figures. Nodes ignore unknown fields of
 * `configure` and unknown variables, so a typing error in a name shows in this way.
 */

import type { Value } from '../options/option-value.js';
import type { Axis } from './axis.js';
import type { PointSummary } from './point-summary.js';

/** The labels of those axes. Axes with one value are left out, and all if there are no figures. */
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
