/**
 * A set of JSON values that only grows, and that every node holds in the end, whatever the network loses, delays, repeats or
 * cuts. It is what the grow-only programs are made of: a set is this set, a counter is the sum over a set of named deltas.
 *
 * A value that a client adds goes to the storage of its node before the node acknowledges it, and to the other nodes again
 * after a restart. So an acknowledged value is lost only if its node is wiped before any other has received it.
 */

import type { Node } from '../node.js';
import { canonicalJson } from '../protocol/canonical-json.js';
import { StoredLines } from '../storage.js';
import { DelegateGossip } from './delegate.js';
import type { Strategy } from './strategy.js';
import { surroundingsOf } from './surroundings.js';

/** A star, and news held back for a quarter of a second at most: few messages, and soon enough for a set. */
const PARAMETERS = { fanout: 1, gossipIntervalMs: 250 };

/** Where a node stores the values that its own clients added, a line each. */
const ADDED = 'told.ndjson';

export class ReplicatedSet {
  readonly #node: Node;
  /** What the clients of this node added, in all its lives. */
  readonly #added: StoredLines;
  readonly #onNew: (value: unknown) => void;
  readonly #known = new Set<string>();
  #gossip: Strategy | undefined;

  /** To be made when the program starts. `onNew` is called with each value once, wherever it comes from. */
  constructor(node: Node, onNew: (value: unknown) => void) {
    this.#node = node;
    this.#added = new StoredLines(node.storage, ADDED);
    this.#onNew = onNew;
    node.onInit(() => this.#start());
    node.on('gossip', {}, (body, src) => this.#gossip?.receive(src, body));
  }

  /** Adds a value, for good. */
  add(value: unknown): void {
    if (this.#known.has(canonicalJson(value))) return;
    this.#added.append([value]);
    this.#learn(value);
    this.#gossip?.publish(value);
  }

  #start(): void {
    const node = this.#node;
    this.#gossip = new DelegateGossip(
      surroundingsOf(node, (value) => this.#learn(value)),
      PARAMETERS,
    );
    for (const value of this.#added.read()) if (this.#learn(value)) this.#gossip.publish(value);
  }

  /** False if the value is known already. */
  #learn(value: unknown): boolean {
    const text = canonicalJson(value);
    if (this.#known.has(text)) return false;
    this.#known.add(text);
    this.#onNew(value);
    return true;
  }
}
