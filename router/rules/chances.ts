/** What befalls messages between nodes by chance, each with a probability of its own: they vanish, or arrive twice. */

import { MILLISECOND } from '../../node/index.js';
import { chanceKind } from './chance.js';
import type { Verdict } from './rule.js';

const LOST: Verdict = { kind: 'drop', reason: 'loss' };
/** The second copy comes up to this many milliseconds after the first. */
const DUPLICATE_SPREAD_MS = 100;

/** In the order in which they judge. */
export const CHANCES = {
  loss: chanceKind('loss', {
    line: { examples: ['loss 0.05'], meaning: 'probability that a message between nodes is lost' },
    usual: ({ loss }) => loss,
    strike: () => LOST,
    describe: (probability) => `each message between nodes is lost with probability ${probability}`,
  }),
  duplication: chanceKind('duplication', {
    line: {
      examples: ['duplication 0.05'],
      meaning: 'probability that a message between nodes arrives twice',
    },
    usual: ({ duplication }) => duplication,
    strike: (random) => ({ kind: 'duplicate', after: random.integer(0, DUPLICATE_SPREAD_MS) * MILLISECOND }),
    describe: (probability) => `each message between nodes arrives twice with probability ${probability}`,
  }),
};
