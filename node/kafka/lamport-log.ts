/**
 * One order for what several nodes append without asking each other: Lamport's total order ("Time, Clocks, and the Ordering
 * of Events in a Distributed System", 1978), kept as logs by key.
 *
 * A node stamps what it appends with its clock, and so knows its offset at once: stamp times nodes plus the node's own
 * number, which nobody else ever gives. Offsets are sparse. A reader must never miss what comes to lie before what it
 * has read, so entries are shown only up to the *horizon*: every node has promised not to stamp anything at or below it any
 * more, and everything at or below it is here. A promise is a node's clock, sent along with the entries that it has
 * stamped until then.
 *
 * Pure: no messages, no time, no storage.
 */

/** Something appended; the key's log has it at the offset that follows from the stamp and the node. */
export interface Entry {
  readonly stamp: number;
  readonly key: string;
  readonly message: unknown;
}

type Slot = readonly [offset: number, message: unknown];

export class LamportLog {
  readonly #self: number;
  readonly #nodes: number;
  #clock = 0;
  /** By node, what is known of its entries: always the first so many. */
  readonly #entries: Entry[][];
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

  /** The greatest stamp that this node has given or heard of. */
  get clock(): number {
    return this.#clock;
  }

  /** No entry with a stamp at or below this will ever be new here. */
  get horizon(): number {
    return this.#promises.reduce(
      (least, promise, node) => (node === this.#self ? least : Math.min(least, promise)),
      this.#clock,
    );
  }

  /** The nodes that have not promised that much yet. */
  behind(stamp: number): number[] {
    return [...this.#promises.keys()].filter(
      (node) => node !== this.#self && (this.#promises[node] ?? 0) < stamp,
    );
  }

  /** How many entries of a node are known. */
  known(node: number): number {
    return this.#entriesOf(node).length;
  }

  /** This node's own entries from a place in their list. */
  own(from: number): readonly Entry[] {
    return this.#entriesOf(this.#self).slice(from);
  }

  /** Never to stamp anything at or below this. */
  advanceTo(stamp: number): void {
    this.#clock = Math.max(this.#clock, stamp);
  }

  append(key: string, message: unknown): Entry {
    const entry = { stamp: ++this.#clock, key, message };
    this.#add(this.#self, entry);
    return entry;
  }

  /** Takes up an entry of this node's own from before it was restarted. In the order in which they were appended. */
  restore(entry: Entry): void {
    this.#add(this.#self, entry);
    this.advanceTo(entry.stamp);
  }

  offset({ stamp }: Entry): number {
    return stamp * this.#nodes + this.#self;
  }

  /**
   * A node's entries from a place in its list up to its clock. What is known is passed over; behind a gap they tell only
   * that there is more to come.
   */
  receive(node: number, from: number, entries: readonly Entry[], clock: number): void {
    this.advanceTo(clock);
    const known = this.known(node);
    if (from > known) return;
    for (const entry of entries.slice(known - from)) this.#add(node, entry);
    // An old message may hold fewer entries than are known: its promise is old as well.
    this.#promises[node] = Math.max(this.#promises[node] ?? 0, clock);
  }

  /** What a key has from an offset on, at most so many, up to the horizon. */
  read(key: string, from: number, limit: number): readonly Slot[] {
    const slots = this.#slots.get(key) ?? [];
    const first = lowerBound(slots, from);
    const end = Math.min(lowerBound(slots, (this.horizon + 1) * this.#nodes), first + limit);
    return slots.slice(first, end);
  }

  #entriesOf(node: number): Entry[] {
    const entries = this.#entries[node];
    if (entries === undefined) throw new RangeError(`there is no node ${node} of ${this.#nodes}`);
    return entries;
  }

  #add(node: number, entry: Entry): void {
    this.#entriesOf(node).push(entry);
    let slots = this.#slots.get(entry.key);
    if (slots === undefined) this.#slots.set(entry.key, (slots = []));
    const offset = entry.stamp * this.#nodes + node;
    slots.splice(lowerBound(slots, offset), 0, [offset, entry.message]);
  }
}

/** The place of the first slot at or behind an offset. */
function lowerBound(slots: readonly Slot[], offset: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.[0] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
