/**
 * Several rounds of the same cases, side by side: what a busy machine does to one case it does to the others too.
 *
 * Each round measures every case once, and begins with another case than the round before. A figure is the median of
 * its rounds, with the smallest and the largest behind it; a ratio is taken within each round, never across them.
 */

/** The samples of each case, in the order of the cases; sample i belongs to round i. */
export async function interleave<Case extends { readonly name: string }, Sample>(
  cases: readonly Case[],
  rounds: number,
  measure: (each: Case) => Promise<Sample>,
): Promise<ReadonlyMap<Case, readonly Sample[]>> {
  const samples = new Map<Case, Sample[]>(cases.map((each) => [each, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < cases.length; i++) {
      const each = cases[(round + i) % cases.length] as Case;
      process.stderr.write(`  round ${round + 1} of ${rounds}: ${each.name}\n`);
      samples.get(each)?.push(await measure(each));
    }
  }
  return samples;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** `523 k (498 k..560 k)`: the median, and between what it lies. */
export function spread(values: readonly number[], format: (value: number) => string): string {
  return `${format(median(values))} (${format(Math.min(...values))}..${format(Math.max(...values))})`;
}

/** The quotients round by round. */
export function ratios(values: readonly number[], of: readonly number[]): readonly number[] {
  return values.map((value, round) => value / (of[round] ?? Number.NaN));
}

export function thousands(value: number): string {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M` : `${(value / 1e3).toFixed(1)} k`;
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}

/** A function that shows a number with so many digits behind the point. */
export function digits(count: number, unit = ''): (value: number) => string {
  return (value) => `${value.toFixed(count)}${unit}`;
}
