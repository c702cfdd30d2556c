/**
 * A set of configurations: all that can be the case at one moment of the history, as far as it makes a difference.
 *
 * A configuration is a state with two sets of running calls: those that still have to be placed in the order, and those
 * that are placed and cannot take effect once more. One is as good as another of the same state, and makes it superfluous,
 * if both its sets are part of the other's: it has fewer duties and more left to use. Only such minimal ones are kept.
 *
 * Each is a row of 32-bit integers in one array: the state's number, then the bits of both sets.
 */

import { existing } from '../../errors/existing.js';

/** How many of the same state a new one is compared with. What is not noticed then costs time, but changes no verdict. */
const COMPARED = 128;
const NONE = -1;

/** What a call that is used up costs, in duties: found by trial on histories with many unknown outcomes. */
const USED_UP = 4;

export class ConfigurationSet {
  readonly width: number;
  rows: Int32Array;
  /** Rows in use, dead ones included. */
  count = 0;
  /** Configurations in the set. */
  size = 0;
  /** By row: the row before it that has the same state. */
  #older = new Int32Array(16);
  /** By row: 1 where another has made it superfluous. It stays, so that it is recognized when it comes up again. */
  #dead = new Uint8Array(16);
  /** By state: its newest row; valid where the epoch is the present one. */
  #newest = new Int32Array(16);
  #epochs = new Int32Array(16);
  #epoch = 1;
  /** Row + 1 by hash, for sets in which comparing with all is too much. */
  #table: Int32Array | undefined;

  constructor(width: number) {
    this.width = width;
    this.rows = new Int32Array(16 * width);
  }

  clear(): void {
    this.count = 0;
    this.size = 0;
    this.#epoch++;
    this.#table = undefined;
  }

  isAlive(row: number): boolean {
    return this.#dead[row] === 0;
  }

  /** Adds a copy, unless a configuration in the set makes it superfluous; removes those that it makes superfluous. */
  add(configuration: Int32Array): void {
    const state = existing(configuration[0]);
    if (state >= this.#newest.length) this.#makeRoomForStates(state);
    const first = this.#epochs[state] === this.#epoch ? existing(this.#newest[state]) : NONE;
    if (this.#isSuperfluous(configuration, first)) return;
    const row = this.count++;
    if (row === this.#older.length) this.#makeRoomForRows();
    this.rows.set(configuration, row * this.width);
    this.#older[row] = first;
    this.#dead[row] = 0;
    this.#newest[state] = row;
    this.#epochs[state] = this.#epoch;
    this.size++;
    if (this.#table !== undefined) this.#index(row);
    else if (row === COMPARED) this.#indexAll(8 * COMPARED);
  }

  copy(row: number, to: Int32Array): void {
    const start = row * this.width;
    for (let i = 0; i < this.width; i++) to[i] = existing(this.rows[start + i]);
  }

  /** A call begins: all must place it, but those whose state is the excepted one have done so. Nothing is added after. */
  oblige(slot: number, except: number): void {
    const bit = 1 << (slot & 31);
    for (let start = 0, end = this.count * this.width; start < end; start += this.width) {
      if (this.rows[start] === except) continue;
      const word = start + 1 + (slot >>> 5);
      this.rows[word] = existing(this.rows[word]) | bit;
    }
  }

  /**
   * A call ends: those that must place it still go to `must`, the others to `done`, and forget that there was one. With
   * `mayStill`, those that did not use it get the choice between never and now, and go to both.
   */
  split(slot: number, mayStill: boolean, must: ConfigurationSet, done: ConfigurationSet): void {
    const bit = 1 << (slot & 31);
    const duty = 1 + (slot >>> 5);
    const used = duty + (this.width >>> 1);
    const row = new Int32Array(this.width);
    for (let i = 0; i < this.count; i++) {
      if (!this.isAlive(i)) continue;
      this.copy(i, row);
      const isUsed = (existing(row[used]) & bit) !== 0;
      if ((existing(row[duty]) & bit) === 0) {
        row[used] = existing(row[used]) & ~bit;
        done.add(row);
        if (isUsed || !mayStill) continue;
        row[duty] = existing(row[duty]) | bit;
      }
      must.add(row);
    }
  }

  /** Puts the most promising into an empty set: those with the fewest calls used up, then those with the fewest duties. */
  best(count: number, into: ConfigurationSet): void {
    const ranked: { readonly row: number; readonly cost: number }[] = [];
    for (let row = 0; row < this.count; row++) {
      if (this.isAlive(row)) ranked.push({ row, cost: this.#cost(row) });
    }
    const row = new Int32Array(this.width);
    for (const each of ranked.toSorted((a, b) => a.cost - b.cost).slice(0, count)) {
      this.copy(each.row, row);
      into.add(row);
    }
  }

  #cost(row: number): number {
    const words = this.width >>> 1;
    let cost = 0;
    for (let i = 1, at = row * this.width + 1; i < this.width; i++, at++) {
      cost += bitCount(existing(this.rows[at])) * (i <= words ? 1 : USED_UP);
    }
    return cost;
  }

  /** Each state once, in the order in which they came up. */
  states(): readonly number[] {
    const states = new Set<number>();
    for (let row = 0; row < this.count; row++) states.add(existing(this.rows[row * this.width]));
    return [...states];
  }

  /** The state, where there is one configuration alone and it has used nothing; -1 otherwise. */
  onlyState(): number {
    if (this.size !== 1) return -1;
    let row = 0;
    while (!this.isAlive(row)) row++;
    const start = row * this.width;
    for (let i = 1; i < this.width; i++) if (this.rows[start + i] !== 0) return -1;
    return existing(this.rows[start]);
  }

  #isSuperfluous(configuration: Int32Array, first: number): boolean {
    let compared = 0;
    for (let row = first; row !== NONE; row = existing(this.#older[row])) {
      if (compared++ === COMPARED) return this.#isIndexed(configuration);
      if (!this.isAlive(row)) continue;
      let more = 0;
      let fewer = 0;
      for (let i = 1, at = row * this.width + 1; i < this.width; i++, at++) {
        const there = existing(this.rows[at]);
        const here = existing(configuration[i]);
        more |= there & ~here;
        fewer |= here & ~there;
      }
      if (more === 0) return true;
      if (fewer === 0) {
        this.#dead[row] = 1;
        this.size--;
      }
    }
    return false;
  }

  #isIndexed(configuration: Int32Array): boolean {
    const table = existing(this.#table);
    const mask = table.length - 1;
    for (let slot = hash(configuration, 0, this.width) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
      const start = (existing(table[slot]) - 1) * this.width;
      let i = 0;
      while (i < this.width && this.rows[start + i] === configuration[i]) i++;
      if (i === this.width) return true;
    }
    return false;
  }

  #index(row: number): void {
    const table = existing(this.#table);
    if (2 * this.count > table.length) {
      this.#indexAll(2 * table.length);
      return;
    }
    const mask = table.length - 1;
    let slot = hash(this.rows, row * this.width, this.width) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = row + 1;
  }

  #indexAll(size: number): void {
    this.#table = new Int32Array(size);
    for (let row = 0; row < this.count; row++) this.#index(row);
  }

  #makeRoomForRows(): void {
    const dead = this.#dead;
    this.rows = grown(this.rows, 2 * this.rows.length);
    this.#older = grown(this.#older, 2 * this.#older.length);
    this.#dead = new Uint8Array(2 * dead.length);
    this.#dead.set(dead);
  }

  #makeRoomForStates(state: number): void {
    this.#newest = grown(this.#newest, 2 * (state + 1));
    this.#epochs = grown(this.#epochs, 2 * (state + 1));
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Murmur3's mixing, a word at a time. */
function hash(words: Int32Array, start: number, length: number): number {
  let h = length;
  for (let i = start; i < start + length; i++) {
    let k = Math.imul(existing(words[i]), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
