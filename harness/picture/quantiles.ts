/** Quantiles over time: the values of each span, sorted. */

export interface Quantiles {
  /** The middle of the span. */
  readonly time: number;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Spans without values are left out. `times` need not be in order. */
export function quantilesOverTime(
  rows: Iterable<readonly [time: number, value: number]>,
  from: number,
  to: number,
  spans: number,
): readonly Quantiles[] {
  const values: number[][] = Array.from({ length: spans }, () => []);
  const scale = spans / Math.max(1, to - from);
  for (const [time, value] of rows) {
    if (time < from || time > to) continue;
    values[Math.min(spans - 1, Math.floor((time - from) * scale))]?.push(value);
  }
  return values.flatMap((each, i) => {
    if (each.length === 0) return [];
    const sorted = Float64Array.from(each).toSorted();
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return [
      { time: from + (i + 0.5) / scale, count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) },
    ];
  });
}
