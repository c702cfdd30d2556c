/**
 * The lower bound on the cost of broadcast, for comparison: bare limits, without acknowledgements, repair or chance,
 * of the two ways to spread values over n nodes with latency L so that the last node has each after D at most.
 *
 * Messages per operation, where half of the operations are broadcasts:
 *
 *     direct, each origin to everyone     (n-1)/2 / (1 + l (D - L))                          from D = L on
 *     star, leaves at once, hub each B    (n-1)/2n + (n-1) / (R (B + 2/R))      B = D - 2L   from D = 2L on
 *     star, one window T for all          (n-1) [(1 - e^(-lT)) + (1 - e^(-RT/2))] / (TR)   T = D - 2L, above 2L
 *
 * R is the rate of operations, l = R/2n that of broadcasts at one node. Seconds throughout.
 */

export interface Broadcasting {
  readonly nodes: number;
  /** Operations per second. */
  readonly rate: number;
  readonly latencyMs: number;
}

/** The least messages per operation if values may take this long. Infinity if they cannot arrive in time. */
export function broadcastLimit({ nodes, rate, latencyMs }: Broadcasting, worstMs: number): number {
  const latency = latencyMs / 1000;
  const worst = worstMs / 1000;
  const others = nodes - 1;
  const perNode = rate / 2 / nodes;
  if (worst < latency) return Infinity;
  const direct = others / 2 / (1 + perNode * (worst - latency));
  const window = worst - 2 * latency;
  if (window < 0) return direct;
  const atOnce = others / (2 * nodes) + others / (rate * window + 2);
  if (window === 0) return Math.min(direct, atOnce);
  const busy = 1 - Math.exp(-perNode * window) + (1 - Math.exp((-rate / 2) * window));
  return Math.min(direct, atOnce, (others * busy) / (window * rate));
}
