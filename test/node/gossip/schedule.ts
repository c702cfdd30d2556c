/** Schedules of everything that can happen to a gossiping cluster: their shape, and random ones for fast-check. */

import * as fc from 'fast-check';
import type { Parameters } from '../../../node/gossip/strategy.js';

/** Nodes are named by their rank; ranks beyond the last begin anew. */
export type Action =
  | { readonly do: 'publish' | 'pause' | 'resume' | 'restart'; readonly node: number }
  | { readonly do: 'cut' | 'mend'; readonly from: number; readonly to: number }
  /** Cuts these from the others, both ways. */
  | { readonly do: 'split'; readonly from: readonly number[] }
  | { readonly do: 'loss' | 'duplication'; readonly probability: number }
  | { readonly do: 'latency'; readonly meanMs: number; readonly jitterMs: number }
  | { readonly do: 'configure'; readonly node: number; readonly parameters: Parameters }
  /** Ends all of it but latencies and restarts. */
  | { readonly do: 'heal' };

export interface Step {
  /** Since the step before. */
  readonly afterMs: number;
  readonly action: Action;
}

export interface Schedule {
  readonly seed: number;
  readonly nodes: number;
  readonly parameters: Parameters;
  readonly steps: readonly Step[];
}

const MOST_NODES = 6;

const node = fc.nat(MOST_NODES - 1);

const parameters: fc.Arbitrary<Parameters> = fc.record({
  fanout: fc.integer({ min: 1, max: MOST_NODES }),
  gossipIntervalMs: fc.constantFrom(0, 1, 50, 250, 1000, 4000),
});

const probability = fc.constantFrom(0, 0.1, 0.4, 0.8);

const wait = fc.oneof(fc.nat(20), fc.nat(400), fc.nat(4000), fc.nat(30_000));

function verb<A extends Action['do']>(...verbs: readonly A[]): fc.Arbitrary<A> {
  return fc.constantFrom(...verbs);
}

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: verb('publish'), node }) },
  { weight: 3, arbitrary: fc.record({ do: verb('pause', 'resume'), node }) },
  { weight: 3, arbitrary: fc.record({ do: verb('cut'), from: node, to: node }) },
  { weight: 1, arbitrary: fc.record({ do: verb('mend'), from: node, to: node }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: verb('split'), from: fc.uniqueArray(node, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: verb('loss', 'duplication'), probability }) },
  { weight: 1, arbitrary: fc.record({ do: verb('latency'), meanMs: fc.nat(150), jitterMs: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ do: verb('restart'), node }) },
  { weight: 1, arbitrary: fc.record({ do: verb('configure'), node, parameters }) },
  { weight: 2, arbitrary: fc.record({ do: verb('heal') }) },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({ min: 1, max: MOST_NODES }),
  parameters,
  steps: fc.array(fc.record({ afterMs: wait, action }), { maxLength: 40, size: 'max' }),
});
