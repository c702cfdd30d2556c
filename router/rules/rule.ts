/**
 * What a rule is: a judge of messages on their links, knowing nothing of queues, clocks or other rules.
 *
 * The fate of a message is the sum of the verdicts: any drop ends it, delays add up and then are multiplied by how slow
 * its way is, and each duplicate is delivered once more after that. A message is judged once, when it is sent: a partition
 * does not stop what is already under way, as on Maelstrom with an idle receiver.
 */

import type { Message } from '../../node/index.js';
import type { Damage } from '../damage.js';
import type { Fate } from './fate.js';

/**
 * Why a message never arrived. `partition` and `loss` are verdicts of rules; the others are found on delivery: the
 * node is dead, its input is full, the client has left.
 */
export type DropReason = 'partition' | 'loss' | 'dead' | 'overflow' | 'closed';

/** What a rule decides about one message. Durations are nanoseconds. */
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
  | { readonly kind: 'drop'; readonly reason: DropReason }
  /** An exception: what other rules decide counts only where it says nothing. */
  | { readonly kind: 'fate'; readonly fate: Fate };

/** The verdict of a rule that a message does not concern. */
export const PASS: Verdict = { kind: 'pass' };

/** A judge of messages. It sees a message once, when it is sent, and knows nothing of other rules. */
export interface Rule {
  /**
   * The verdict on a message. Called once for each message, when it is sent, unless a rule before this one drops it.
   */
  judge(message: Message): Verdict;
}
