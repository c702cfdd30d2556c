/**
 * What a rule is: a judge of messages on their links, knowing nothing of queues, clocks or other rules.
 *
 * The fate of a message is the sum of the verdicts: any drop ends it, delays add up and then are multiplied by how slow
 * its way is, and each duplicate is delivered beside the message, so much later. A message is judged once, when it is sent: what a partition finds already under way
 * arrives, as on Maelstrom with a receiver that is idle.
 */

import type { Message } from '../../node/index.js';
import type { Damage } from '../damage.js';

/** Why a message never arrived. The first two are verdicts of rules; the others befall it on delivery. */
export type DropReason = 'partition' | 'loss' | 'dead' | 'overflow' | 'closed';

export type Verdict =
  | { readonly kind: 'pass' }
  /** Deliver so many nanoseconds later. */
  | { readonly kind: 'delay'; readonly delay: number }
  /** Deliver after so many times the delay; what takes less than a millisecond counts as one. */
  | { readonly kind: 'slow'; readonly factor: number }
  /** Deliver, and once more so many nanoseconds after that. */
  | { readonly kind: 'duplicate'; readonly after: number }
  /** Deliver it damaged, and so all its copies. */
  | { readonly kind: 'damage'; readonly damage: Damage }
  | { readonly kind: 'drop'; readonly reason: DropReason };

export const PASS: Verdict = { kind: 'pass' };

export interface Rule {
  judge(message: Message): Verdict;
}
