/**
 * Which test each run of a search makes: what is drawn is which features and faults there are at all (swarm testing, Groce et
 * al., ISSTA 2012), and delivery orders. What the user gave stays as it is.
 */

import type { Random } from '../../node/index.js';
import type { OrderOptions } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';

/** One run of a search. Plain data: it is sent to threads. */
export interface SearchedTest {
  readonly input: TestInput;
  readonly order: OrderOptions | undefined;
}

/**
 * Faults that every program must bear. Others, such as `kill` and `duplication`, are searched if they are asked for: a program
 * that keeps nothing on disk rightly loses what it knew.
 */
const POOL = ['partition', 'pause', 'slow', 'reorder', 'loss'] as const;

/** The chance of each feature and fault to be there. */
const CHANCE = 0.5;

/** `base`: the options as given; its `nemesis`, if there is one, is the pool of faults. */
export function swarmTest(base: TestInput, random: Random, seed: number): SearchedTest {
  const draw = random.fork(`run ${seed}`);
  const pool = base.nemesis ?? POOL;
  const nemesis = pool.filter(() => draw.chance(CHANCE));
  const interval = draw.pick([0.3, 0.7, 1.5, 3]);
  const latency = draw.pick([0, 1, 10, 50]);
  const drawn: TestInput = {
    'node-count': draw.pick([2, 3, 3, 5, 5]),
    rate: draw.pick([5, 15, 40, 100]),
    latency,
    'latency-dist': latency === 0 ? 'constant' : draw.pick(['constant', 'uniform', 'exponential']),
    'time-limit': draw.pick([1, 3, 6]),
    'nemesis-interval': interval,
  };
  const nodes = base.nodes === undefined ? {} : { 'node-count': undefined };
  const isOrdered = draw.chance(CHANCE);
  const order = {
    changes: draw.integer(0, 3),
    messages: draw.pick([30, 100, 400]),
    spreadMs: draw.pick([1, 20, 100]),
  };
  return {
    input: withoutGaps({ ...drawn, ...nodes, ...base, nemesis, seed }),
    order: isOrdered ? order : undefined,
  };
}

function withoutGaps(input: TestInput): TestInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
