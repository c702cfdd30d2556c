/** The statistics of a sweep: estimates from a few seeds, with confidence intervals. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Mean {
  readonly mean: number;
  /** 95 % confidence interval; absent for a single value, which gives none. */
  readonly interval?: Interval;
}

/** Mean with Student's confidence interval. Of no values, NaN. */
export function meanOf(values: readonly number[]): Mean {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  if (length < 2) return { mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1);
  const half = student975(length - 1) * Math.sqrt(variance / length);
  return { mean, interval: { low: mean - half, high: mean + half } };
}

const Z = 1.959963984540054;

/** Exact to the digits shown; beyond these degrees, the series of `student975` is as good. */
const STUDENT = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];

/**
 * The 97.5th percentile of Student's t with this many degrees of freedom: a table, then the expansion of Fisher and
 * Cornish (Abramowitz and Stegun 26.7.5), which is accurate to 1e-4 from 11 degrees on.
 */
export function student975(freedom: number): number {
  const exact = STUDENT[freedom - 1];
  if (exact !== undefined) return exact;
  const g1 = (Z ** 3 + Z) / 4;
  const g2 = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const g3 = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

/** Wilson's 95 % score interval of a share: valid also if all or none succeeded. Of no trials, 0 to 1. */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const z2 = Z ** 2;
  const middle = share + z2 / (2 * trials);
  const half = Z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2));
  const scale = 1 + z2 / trials;
  return {
    low: successes === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: successes === trials ? 1 : Math.min(1, (middle + half) / scale),
  };
}

/** The middle one, or halfway between the two in the middle. Of no values, NaN. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
