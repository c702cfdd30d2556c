/** What befalls messages between nodes by chance, each with a probability of its own: they vanish, arrive twice, or damaged. */

import { MILLISECOND } from '../../node/index.js';
import { DAMAGED_BITS } from '../damage.js';
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
  corrupt: chanceKind('corrupt', {
    line: {
      examples: ['corrupt 0.1'],
      meaning: 'probability that a byte of the body of a message between nodes is changed on its way',
    },
    strike: (random) => ({
      kind: 'damage',
      damage: { place: random.fraction(), bit: random.integer(0, DAMAGED_BITS - 1) },
    }),
    describe: (probability) => `each message between nodes is damaged with probability ${probability}`,
  }),
};
