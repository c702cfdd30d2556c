/**
 * A total order of entries that several nodes append without coordination: Lamport's ("Time, Clocks, and the Ordering
 * of Events in a Distributed System", 1978), kept as logs by key.
 *
 * A node stamps each entry with its clock, and so knows the offset at once: stamp times the number of nodes, plus the
 * node's own number. No other node gives that offset. Offsets are sparse. A reader must never miss an entry that is
 * later placed before what it has read, so entries are shown only up to the *horizon*: every node has promised not to
 * stamp anything at or below it, and all entries at or below it are here. A promise is a node's clock, sent along
 * with the entries that it has stamped until then.
 *
 * Pure: no messages, no time, no storage.
 */

/** An appended entry; its offset in the key's log follows from the stamp and the node. */
export interface QueueEntry {
  readonly stamp: number;
  readonly key: string;
  readonly message: unknown;
}

type Slot = readonly [offset: number, message: unknown];

export class LamportLog {
  readonly #self: number;
  readonly #nodes: number;
  #clock = 0;
  /** The known entries of each node: always a prefix of its list. */
  readonly #entries: QueueEntry[][];
  /** By node, the stamp up to which all its entries are known. */
  readonly #promises: number[];
  /** Ascending by offset. */
  readonly #slots = new Map<string, Slot[]>();

  constructor(self: number, nodes: number) {
    this.#self = self;
    this.#nodes = nodes;
    this.#entries = Array.from({ length: nodes }, () => []);
    this.#promises = Array.from({ length: nodes }, () => 0);
  }

  /** The greatest stamp that this node has given or received. */
  get clock(): number {
    return this.#clock;
  }

  /** The horizon: no entry with a stamp at or below this can still arrive. */
  get horizon(): number {
    return this.#promises.reduce(
      (least, promise, node) => (node === this.#self ? least : Math.min(least, promise)),
      this.#clock,
    );
  }

  /** The nodes whose promise is below this stamp. */
  behind(stamp: number): number[] {
    return [...this.#promises.keys()].filter(
      (node) => node !== this.#self && (this.#promises[node] ?? 0) < stamp,
    );
  }

  /** The number of known entries of a node. */
  known(node: number): number {
    return this.#entriesOf(node).length;
  }

  /** This node's own entries, from an index of its list on. */
  own(from: number): readonly QueueEntry[] {
    return this.#entriesOf(this.#self).slice(from);
  }

  /** Promises never to stamp anything at or below this. */
  advanceTo(stamp: number): void {
    this.#clock = Math.max(this.#clock, stamp);
  }

  append(key: string, message: unknown): QueueEntry {
    const entry = { stamp: ++this.#clock, key, message };
    this.#add(this.#self, entry);
    return entry;
  }

  /** Restores an entry that this node appended before its restart. Call in the order of appending. */
  restore(entry: QueueEntry): void {
    this.#add(this.#self, entry);
    this.advanceTo(entry.stamp);
  }

  offset({ stamp }: QueueEntry): number {
    return stamp * this.#nodes + this.#self;
  }

  /**
   * Takes a node's entries from an index of its list up to its clock. Known entries are skipped. Entries after a gap
   * are not taken; they only show that entries are missing.
   */
  receive(node: number, from: number, entries: readonly QueueEntry[], clock: number): void {
    this.advanceTo(clock);
    const known = this.known(node);
    if (from > known) return;
    for (const entry of entries.slice(known - from)) this.#add(node, entry);
    // An old message may hold fewer entries than are known; its promise is old as well.
    this.#promises[node] = Math.max(this.#promises[node] ?? 0, clock);
  }

  /** A key's entries from an offset up to the horizon, at most `limit`. */
  read(key: string, from: number, limit: number): readonly Slot[] {
    const slots = this.#slots.get(key) ?? [];
    const first = lowerBound(slots, from);
    const end = Math.min(lowerBound(slots, (this.horizon + 1) * this.#nodes), first + limit);
    return slots.slice(first, end);
  }

  #entriesOf(node: number): QueueEntry[] {
    const entries = this.#entries[node];
    if (entries === undefined) throw new RangeError(`there is no node ${node} of ${this.#nodes}`);
    return entries;
  }

  #add(node: number, entry: QueueEntry): void {
    this.#entriesOf(node).push(entry);
    let slots = this.#slots.get(entry.key);
    if (slots === undefined) this.#slots.set(entry.key, (slots = []));
    const offset = entry.stamp * this.#nodes + node;
    slots.splice(lowerBound(slots, offset), 0, [offset, entry.message]);
  }
}

/** The index of the first slot at or after an offset. */
function lowerBound(slots: readonly Slot[], offset: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.[0] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
