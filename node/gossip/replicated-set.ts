/**
 * A set of JSON values that only grows, and that every node holds in the end, whatever the network loses, delays, repeats or
 * cuts. It is what the grow-only programs are made of: a set is this set, a counter is the sum over a set of named deltas.
 *
 * A value that is new to a node which is told to add it goes to that node's storage before the node says so, and to the
 * others again after a restart. So what was acknowledged is only lost where that node is wiped before anybody else has heard
 * of it.
 */

import { parseExact, printExact } from '../protocol/exact-json.js';
import type { Node } from '../node.js';
import { canonicalJson } from '../protocol/canonical-json.js';
import { DelegateGossip } from './delegate.js';
import type { Strategy } from './strategy.js';
import { surroundingsOf } from './surroundings.js';

/** A star, and news held back for a quarter of a second at most: few messages, and soon enough for a set. */
const PARAMETERS = { fanout: 1, gossipIntervalMs: 250 };

/** The name of the storage: a line of JSON for each value that this node was told. */
const TOLD = 'told.ndjson';

export class ReplicatedSet {
  readonly #node: Node;
  readonly #onNew: (value: unknown) => void;
  readonly #known = new Set<string>();
  #gossip: Strategy | undefined;

  /** To be made when the program starts. `onNew` is told of each value once, wherever it comes from. */
  constructor(node: Node, onNew: (value: unknown) => void) {
    this.#node = node;
    this.#onNew = onNew;
    node.onInit(() => this.#start());
    node.on('gossip', {}, (body, src) => this.#gossip?.receive(src, body));
  }

  /** Adds a value, for good. */
  add(value: unknown): void {
    if (this.#known.has(canonicalJson(value))) return;
    this.#node.storage.append(TOLD, `${printExact(value)}\n`);
    this.#learn(value);
    this.#gossip?.publish(value);
  }

  #start(): void {
    const node = this.#node;
    this.#gossip = new DelegateGossip(
      surroundingsOf(node, (value) => this.#learn(value)),
      PARAMETERS,
    );
    for (const value of told(node)) if (this.#learn(value)) this.#gossip.publish(value);
  }

  /** False where the value is known already. */
  #learn(value: unknown): boolean {
    const text = canonicalJson(value);
    if (this.#known.has(text)) return false;
    this.#known.add(text);
    this.#onNew(value);
    return true;
  }
}

/** What this node was told in its earlier lives. */
function told(node: Node): unknown[] {
  const text = node.storage.read(TOLD) ?? '';
  const end = text.lastIndexOf('\n') + 1;
  // Killed while it wrote a line, the node has not acknowledged that value: what there is of it makes way for the next.
  if (end < text.length) node.storage.write(TOLD, text.slice(0, end));
  return text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseExact(line));
}
