/** Scales of a plot: from values to pixels, and the positions of the ticks. */

export interface Scale {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** From values to pixels, with a margin at both ends. */
export function scale(values: readonly number[], log: boolean, from: number, to: number): Scale {
  const put = (value: number): number => (log ? Math.log10(value) : value);
  const least = put(Math.min(...values));
  const most = put(Math.max(...values));
  const air = most === least ? (log ? 0.15 : Math.abs(most) / 4 || 1) : (most - least) * 0.06;
  const low = log || least < 0 ? least - air : Math.max(0, least - air);
  const high = most + air;
  const at = (value: number): number => from + ((put(value) - low) / (high - low)) * (to - from);
  const ticks = log ? logTicks(10 ** low, 10 ** high) : linearTicks(low, high);
  return { ticks, at };
}

/** Multiples of 1, 2 or 5 times a power of ten, about six of them. */
export function linearTicks(low: number, high: number): number[] {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** 1, 2 and 5 of each power of ten; if that gives fewer than two, the ticks of a linear axis. */
export function logTicks(low: number, high: number): number[] {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of [1, 2, 5]) {
      const tick = Number((factor * 10 ** power).toPrecision(12));
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  if (ticks.length > 9) return ticks.filter((tick) => Math.log10(tick) % 1 === 0);
  return ticks.length < 2 ? linearTicks(low, high) : ticks;
}
