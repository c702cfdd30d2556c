/**
 * A set of JSON values that only grows and that every node eventually holds, whatever messages the network loses,
 * delays or duplicates, and whatever links it cuts. The grow-only programs are built on it: a set is this set, a
 * counter is the sum over a set of named deltas.
 *
 * A client's value is stored by its node before the node acknowledges it, and is sent to the other nodes again after
 * a restart. So an acknowledged value is lost only if its node is wiped before any other has received it.
 */

import type { Node } from '../node.js';
import { canonicalJson } from '../protocol/canonical-json.js';
import { StoredLines } from '../storage.js';
import { DelegateGossip } from './delegate.js';
import type { Strategy } from './strategy.js';
import { surroundingsOf } from './surroundings.js';

/** A star that holds news back for at most a quarter of a second: few messages, and soon enough for a set. */
const PARAMETERS = { fanout: 1, gossipIntervalMs: 250 };

/** Where a node stores the values that its own clients added, a line each. */
const ADDED = 'told.ndjson';

export class ReplicatedSet {
  readonly #node: Node;
  /** The values that clients of this node have added, in all its lives. */
  readonly #added: StoredLines;
  readonly #onNew: (value: unknown) => void;
  readonly #known = new Set<string>();
  #gossip: Strategy | undefined;

  /**
   * Create it when the program starts. `onNew` is called with each value once, from a client or from another node.
   */
  constructor(node: Node, onNew: (value: unknown) => void) {
    this.#node = node;
    this.#added = new StoredLines(node.storage, ADDED);
    this.#onNew = onNew;
    node.onInit(() => this.#start());
    node.on('gossip', {}, (body, src) => this.#gossip?.receive(src, body));
  }

  /** Adds a value permanently. */
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
