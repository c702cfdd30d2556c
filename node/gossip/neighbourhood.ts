/** A node's position in the tree: its delegate, its children, its path to the root. */

import type { Parameters } from './strategy.js';
import { Peer } from './peer.js';
import { chooseDelegate, firstChoice } from './tree.js';

export class Neighbourhood {
  readonly self: { readonly id: string; readonly rank: number };
  /** All other nodes, in the order of their ranks. */
  readonly peers: readonly Peer[];
  readonly byId: ReadonlyMap<string, Peer>;
  readonly #size: number;
  #delegate: Peer | undefined;
  readonly #suspects = new Set<Peer>();
  #fanout = 1;
  #first: number | undefined;

  constructor(self: string, nodes: readonly string[]) {
    this.self = { id: self, rank: nodes.indexOf(self) };
    this.peers = nodes.map((id, rank) => new Peer(id, rank)).filter((peer) => peer.id !== self);
    this.byId = new Map(this.peers.map((peer) => [peer.id, peer]));
    this.#size = nodes.length;
  }

  configure({ fanout }: Parameters): void {
    this.#fanout = fanout;
    this.#first = firstChoice(this.self.rank, fanout, this.#size);
  }

  /** The peer that this node hands its values to; undefined if this node is the root. */
  get delegate(): Peer | undefined {
    return this.#delegate;
  }

  /** Takes this peer as the delegate; undefined makes this node a root. */
  follow(delegate: Peer | undefined): void {
    this.#delegate = delegate;
  }

  /** Whether everyone sends to everyone. */
  get direct(): boolean {
    return this.peers.length > 1 && this.#fanout >= this.peers.length;
  }

  /** The peer that would be the best delegate, as far as this node knows. */
  best(): Peer | undefined {
    return chooseDelegate(this.self, this.peers, this.#first, this.byId);
  }

  /** This node's path to its root, itself not included. */
  get path(): readonly string[] {
    return this.delegate === undefined ? [] : [this.delegate.id, ...(this.delegate.standing.path ?? [])];
  }

  /**
   * Whether the peer is a child: it named this node as the first step of its path, or, before its first report, would
   * by rank.
   */
  isChild(peer: Peer): boolean {
    if (peer === this.delegate) return false;
    const { path } = peer.standing;
    if (path !== undefined) return path[0] === this.self.id;
    return firstChoice(peer.rank, this.#fanout, this.#size) === this.self.rank;
  }

  /** Whether the peer is the relay that this node would follow if all links worked. */
  isOwnRelay(peer: Peer): boolean {
    return peer.rank > 0 && peer.rank === this.#first;
  }

  children(): readonly Peer[] {
    return this.peers.filter((peer) => !peer.isSuspected && this.isChild(peer));
  }

  isNeighbour(peer: Peer): boolean {
    return peer === this.delegate || (!peer.isSuspected && this.isChild(peer));
  }

  /** Whether this node keeps the peer supplied with values, and so waits for it to confirm them. */
  feeds(peer: Peer): boolean {
    return !peer.isSuspected && (this.direct || this.isNeighbour(peer));
  }

  neighbours(): readonly Peer[] {
    return this.delegate === undefined ? this.children() : [this.delegate, ...this.children()];
  }

  /**
   * Since when this node, or one on its path to the root, knows of a part of the cluster that is up but cannot be
   * reached directly: it hears a suspect, which does not hear it.
   */
  get tornSinceMs(): number | undefined {
    for (const { heardAtMs, standing } of this.#suspects)
      if (heardAtMs > standing.suspectedSinceMs) return standing.suspectedSinceMs;
    return this.delegate?.standing.tornSinceMs;
  }

  /** Peers that have not shown since then that they are in this node's tree. */
  strangers(sinceMs: number): readonly Peer[] {
    const root = this.path.at(-1) ?? this.self.id;
    return this.peers.filter(
      (peer) =>
        !peer.isSuspected &&
        !this.isNeighbour(peer) &&
        (peer.heardAtMs < sinceMs || (peer.standing.path?.at(-1) ?? peer.id) !== root),
    );
  }

  /** Suspects by rank. */
  suspects(): readonly Peer[] {
    return [...this.#suspects].toSorted((a, b) => a.rank - b.rank);
  }

  suspect(peer: Peer, nowMs: number): void {
    peer.suspect(nowMs);
    this.#suspects.add(peer);
  }

  trust(peer: Peer): void {
    peer.trust();
    this.#suspects.delete(peer);
  }
}
