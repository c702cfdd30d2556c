/**
 * Control lines for people: examples that can be typed as they stand in a cluster of n1 to n5, and what they do. The help of
 * commands and the table of docs/faults.md are made from this.
 */

import { PARTITION_KINDS } from './rules/grudges.js';
import { LATENCY_DISTRIBUTIONS } from './rules/latency.js';
import { REORDER_WINDOW_MS } from './rules/reorder.js';

/** One form of a control line, or a pair of them. */
export interface ControlLine {
  readonly examples: readonly string[];
  /** A clause without a full stop. */
  readonly meaning: string;
}

/** All forms of control lines. */
export const CONTROL_LINES: readonly ControlLine[] = [
  { examples: ['partition majority'], meaning: `a partition of a kind: ${PARTITION_KINDS.join(', ')}` },
  {
    examples: ['partition n1,n2 | n3,n4,n5'],
    meaning: 'groups that do not hear each other; nodes in no group hear all',
  },
  { examples: ['partition n1 -> n2,n3'], meaning: 'n2 and n3 do not hear n1, which hears them' },
  { examples: ['heal'], meaning: 'ends all partitions' },
  {
    examples: ['latency 100', 'latency 100 uniform'],
    meaning: `mean latency in ms, and its distribution: ${LATENCY_DISTRIBUTIONS.join(', ')}`,
  },
  { examples: ['loss 0.05'], meaning: 'probability that a message between nodes is lost' },
  { examples: ['duplication 0.05'], meaning: 'probability that a message between nodes arrives twice' },
  {
    examples: ['reorder 0.2', 'reorder 0.2 50'],
    meaning: `probability that a message between nodes is delayed further, by up to ${REORDER_WINDOW_MS} ms, or 50`,
  },
  {
    examples: ['slow n1 10', 'slow n1 -> n2 10'],
    meaning: 'messages of a node, or on a link, take 10 times as long, 10 ms at least',
  },
  { examples: ['fast'], meaning: 'ends all slowness' },
  { examples: ['pause n1', 'resume n1'], meaning: 'nodes stop and go on; several with commas, or all' },
  {
    examples: ['kill n1', 'restart n1'],
    meaning: 'nodes die at once, and start with nothing but the files that they wrote',
  },
  { examples: ['wipe n1'], meaning: 'a dead node loses its files too' },
];
