/**
 * When a wiped node may count as a member again.
 *
 * A wiped node differs from a slow one: it has forgotten entries that were committed because it had them, and votes
 * that it gave. Counted at once, it could form a majority with nodes that never had an entry, or vote a second time
 * in a term. So it stays *blank*: it takes the log, but its answers do not count and it neither votes nor stands. A
 * leader admits it when
 *
 * 1. each other node has answered this leader since, or is blank itself, and those that are not blank are a majority:
 *    so there is no later term in which the lost vote could still help a candidate win, and whatever the lost entries
 *    helped to commit is in this leader's log;
 * 2. it has all that was in this leader's log when the leader first heard that it is blank.
 *
 * The admission carries the leader's term and, so that the node cannot vote again in it, a vote for the leader. If a
 * majority was wiped at once, no node is admitted any more and the cluster is permanently unavailable, because its
 * committed entries are lost.
 */

import type { Progress } from './progress.js';
import { majority } from './surroundings.js';

/** `members` is the number of the leader and all its followers. */
export function mayBeAdmitted(blank: Progress, followers: readonly Progress[], members: number): boolean {
  const others = followers.filter((each) => each !== blank && !each.blank);
  const haveAnswered = others.every(({ answeredMs }) => answeredMs >= blank.blankSinceMs);
  return (
    haveAnswered && others.length + 1 >= majority(members) && blank.known && blank.match >= blank.blankIndex
  );
}
