/**
 * Which peer is a node's delegate: the one that leads to the lowest-ranked root that can be reached.
 *
 * Every message says the sender's way to its root, so a node never takes a delegate whose way leads through itself, and
 * connected nodes end up in one tree whatever links are cut. In health each way has one step (a star), or two under
 * relays.
 */

import type { Peer } from './peer.js';

/** The rank of the delegate that a node of this rank prefers, a lower one; after it the lowest counts. */
export function firstChoice(rank: number, fanout: number, size: number): number | undefined {
  if (rank === 0) return undefined;
  const relays = fanout > 1 && fanout < size - 1 ? fanout : 0;
  return rank <= relays || relays === 0 ? 0 : 1 + ((rank - relays - 1) % relays);
}

/**
 * The best delegate among peers that are not suspected; undefined where the node itself is the root.
 *
 * A way that leads over a suspect counts only if it was told after the suspicion arose. An older one proves nothing, and
 * its teller is taken for a root.
 */
export function chooseDelegate(
  self: { readonly id: string; readonly rank: number },
  peers: readonly Peer[],
  first: number | undefined,
  byId: ReadonlyMap<string, Peer>,
): Peer | undefined {
  let best: Peer | undefined;
  let bestKey: readonly [number, number] = [self.rank, Infinity];
  for (const peer of peers) {
    if (peer.suspected || peer.path?.includes(self.id) === true) continue;
    const outdated =
      peer.path?.some((id) => (byId.get(id)?.suspectedSinceMs ?? 0) >= peer.heardAtMs) === true;
    const root = outdated ? peer.rank : (byId.get(peer.path?.at(-1) ?? peer.id)?.rank ?? Infinity);
    const key = [root, peer.rank === first ? -1 : peer.rank] as const;
    if (root < self.rank && (key[0] < bestKey[0] || (key[0] === bestKey[0] && key[1] < bestKey[1]))) {
      best = peer;
      bestKey = key;
    }
  }
  return best;
}
