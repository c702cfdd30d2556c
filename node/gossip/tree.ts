/**
 * Chooses a node's delegate: the peer that leads to the lowest-ranked root that can be reached.
 *
 * Every message contains the sender's path to its root, so a node never takes a delegate whose path leads through
 * itself, and connected nodes end up in one tree whatever links are cut. In health each path has one step (a star),
 * or two under relays.
 */

import type { Peer } from './peer.js';

/** The rank of the delegate that a node of this rank prefers, a lower one; after it the lowest counts. */
export function firstChoice(rank: number, fanout: number, size: number): number | undefined {
  if (rank === 0) return undefined;
  const relays = fanout > 1 && fanout < size - 1 ? fanout : 0;
  return rank <= relays || relays === 0 ? 0 : 1 + ((rank - relays - 1) % relays);
}

/**
 * The best delegate among peers that are not suspected; undefined if the node itself is the root. The lowest root
 * counts first, then the node's own first choice, then the shortest path, then the lowest rank. The path counts for
 * more than the rank: otherwise two nodes that have both lost the root could prefer each other's path to it, in turns
 * and forever.
 *
 * A path that leads over a suspect counts only if it was reported after the suspicion arose. An older one proves
 * nothing, and the peer that reported it is taken for a root.
 */
export function chooseDelegate(
  self: { readonly id: string; readonly rank: number },
  peers: readonly Peer[],
  first: number | undefined,
  byId: ReadonlyMap<string, Peer>,
): Peer | undefined {
  let best: Peer | undefined;
  let bestKey: Key = [self.rank, Infinity, Infinity];
  for (const peer of peers) {
    const { path } = peer.standing;
    if (peer.isSuspected || path?.includes(self.id) === true) continue;
    const outdated =
      path?.some((id) => (byId.get(id)?.standing.suspectedSinceMs ?? 0) >= peer.heardAtMs) === true;
    const root = outdated ? peer.rank : (byId.get(path?.at(-1) ?? peer.id)?.rank ?? Infinity);
    const length = peer.rank === first ? -1 : outdated ? 0 : (path?.length ?? 0);
    const key: Key = [root, length, peer.rank];
    if (root < self.rank && isBefore(key, bestKey)) {
      best = peer;
      bestKey = key;
    }
  }
  return best;
}

type Key = readonly [root: number, length: number, rank: number];

function isBefore(a: Key, b: Key): boolean {
  const at = a.findIndex((each, i) => each !== b[i]);
  return at !== -1 && (a[at] as number) < (b[at] as number);
}
