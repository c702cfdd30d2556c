/** What the checker of sets demands, in words: broadcast and g-set share it. */

/** For `WorkloadReference.checks`. */
export const SET_CHECKS = [
  '**Lost** values make the run invalid. A value is lost if it was acknowledged, or shown by a read, and the read that was ' +
    'invoked last, of those that succeeded, does not show it.',
  '**Stale** values do not: a read still missed them after they were acknowledged, later reads show them. `stable-latencies` ' +
    'has the milliseconds from acknowledgement to the last read that missed the value, as quantiles; `--expect` can limit them.',
  '**Never read** values do not either: no read shows them, for example because the node that took them refused or died.',
  'Without a value that reads show in the end the verdict is unknown.',
  'Which read is the last decides, whichever node answered it: the check does not look at every node. Values that nobody added are ' +
    'ignored. Values that one read shows twice are listed under `duplicates`.',
];
