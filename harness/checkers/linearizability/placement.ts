/**
 * One step of the search: a call completes, and whatever has not placed it yet must do so now, after as many other running
 * calls as it takes. `search.ts` says by which rules.
 */

import { existing } from '../../errors/existing.js';
import { ConfigurationSet } from './configurations.js';
import { type Kind, type Machine, NOWHERE } from './machine.js';
import type { RunningCalls } from './running-calls.js';

/** Told how many more configurations were looked at; answers true where it is time to give up. */
export type Budget = (configurations: number) => boolean;

/** So many configurations between two looks at the budget. */
const STEP = 256;

export class Placement<State> {
  readonly #machine: Machine<State>;
  readonly #running: RunningCalls;
  readonly #words: number;
  /** The configuration that is being left, and the one that is being made of it. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** By state: some running call requires it, where this holds the number of the present round. */
  #wanted: Int32Array;
  #round = 0;
  #everythingIsWanted = false;
  /** The call that completes, where its bit is, and the two sets that configurations go to. */
  #call = NOWHERE;
  #word = 0;
  #bit = 0;
  #isWrite = false;
  #before: ConfigurationSet;
  #after: ConfigurationSet;

  constructor(machine: Machine<State>, running: RunningCalls, width: number) {
    this.#machine = machine;
    this.#running = running;
    this.#words = running.words;
    this.#before = new ConfigurationSet(width);
    this.#after = this.#before;
    this.#from = new Int32Array(width);
    this.#to = new Int32Array(width);
    this.#wanted = new Int32Array(machine.size);
  }

  /**
   * Takes all from `before`, where the call has its duty still, to `after`, where it has none; in `before` stays all that
   * was tried. With `everything` no call waits until it is wanted. Returns false where the budget is used up.
   */
  place(
    call: number,
    before: ConfigurationSet,
    after: ConfigurationSet,
    everything: boolean,
    budget: Budget,
  ): boolean {
    this.#call = call;
    const slot = this.#running.slotOf(call);
    this.#word = 1 + (slot >>> 5);
    this.#bit = 1 << (slot & 31);
    this.#isWrite = this.#running.look(call).shape === 'write';
    this.#before = before;
    this.#after = after;
    this.#everythingIsWanted = everything;
    let looked = 0;
    for (let row = 0; row < before.count; row++) {
      if (!before.isAlive(row)) continue;
      before.copy(row, this.#from);
      this.#leave();
      if (++looked === STEP) {
        if (budget(looked)) return false;
        looked = 0;
      }
    }
    return !budget(looked);
  }

  /** All that can come next from the present configuration. */
  #leave(): void {
    const state = existing(this.#from[0]);
    if (!this.#everythingIsWanted) this.#want();
    for (const { kind, what, calls } of this.#running.groups) {
      if (what.requires !== NOWHERE && what.requires !== state) continue;
      const leaves = what.shape === 'opaque' ? this.#machine.step(state, kind) : what.leaves;
      if (leaves === NOWHERE) continue;
      const worthwhile = leaves === state ? this.#hides(what) : this.#isWanted(leaves);
      this.#leaveBy(calls, what, leaves, worthwhile);
    }
  }

  /** The first of the kind that has a duty, and the first that has none and was not used, so far as each is worth it. */
  #leaveBy(calls: readonly number[], kind: Kind, leaves: number, worthwhile: boolean): void {
    let dutiful = false;
    let free = false;
    for (const call of calls) {
      const slot = this.#running.slotOf(call);
      const word = 1 + (slot >>> 5);
      const bit = 1 << (slot & 31);
      if ((existing(this.#from[word]) & bit) !== 0) {
        if (dutiful) continue;
        dutiful = true;
        // An update may find its state gone later; a write can always be hidden behind another.
        if (worthwhile || call === this.#call || kind.shape !== 'write') this.#take(kind, leaves, word, bit);
      } else if (!free && (existing(this.#from[word + this.#words]) & bit) === 0) {
        free = true;
        if (worthwhile) this.#take(kind, leaves, word, bit);
      }
      if (dutiful && free) return;
    }
  }

  /** Places the call of that bit. */
  #take(kind: Kind, leaves: number, word: number, bit: number): void {
    const to = this.#to;
    const words = this.#words;
    to.set(this.#from);
    to[0] = leaves;
    to[word] = existing(to[word]) & ~bit;
    to[word + words] = existing(to[word + words]) | bit;
    // A completing write has no later: what can come after it waits until it has been placed.
    const duty = this.#isWrite ? existing(to[this.#word]) & this.#bit : 0;
    if (kind.shape === 'write') this.#relieve(this.#running.writes);
    this.#relieve(this.#running.idleIn(leaves));
    to[this.#word] = existing(to[this.#word]) | duty;
    if ((existing(to[this.#word]) & this.#bit) !== 0) {
      this.#before.add(to);
      return;
    }
    // It has ended, and its bit will stand for another call.
    to[this.#word + words] = existing(to[this.#word + words]) & ~this.#bit;
    this.#after.add(to);
  }

  /** These have done their duty. */
  #relieve(bits: Int32Array | undefined): void {
    if (bits === undefined) return;
    for (let i = 0; i < this.#words; i++) this.#to[1 + i] = existing(this.#to[1 + i]) & ~existing(bits[i]);
  }

  /** Notes which states are required by calls with a duty, and by calls without that can lead to such a state. */
  #want(): void {
    const { groups, reads } = this.#running;
    if (this.#machine.size > this.#wanted.length) this.#wanted = new Int32Array(2 * this.#machine.size);
    this.#round++;
    for (const call of reads)
      if (this.#hasDuty(call)) this.#wanted[this.#running.look(call).requires] = this.#round;
    for (const { what, calls } of groups) {
      const { shape, requires } = what;
      if (shape !== 'update' || this.#wanted[requires] === this.#round) continue;
      if (calls.some((call) => this.#hasDuty(call))) this.#wanted[requires] = this.#round;
    }
    for (let more = true; more;) {
      more = false;
      for (const { what } of groups) {
        const { shape, requires, leaves } = what;
        if (shape !== 'update' || this.#wanted[requires] === this.#round) continue;
        if (this.#wanted[leaves] !== this.#round) continue;
        this.#wanted[requires] = this.#round;
        more = true;
      }
    }
  }

  /**
   * Whether to write what is there already: other writes can hide behind it, and need to, before an update changes the
   * state, for there is no hiding behind an update.
   */
  #hides({ shape, leaves: state }: Kind): boolean {
    if (shape !== 'write' || this.#isWrite) return false;
    const { groups, writes } = this.#running;
    const waits = groups.some(({ what }) => what.shape === 'opaque' || what.requires === state);
    if (!waits) return false;
    return writes.some((bits, i) => (existing(this.#from[1 + i]) & bits) !== 0);
  }

  #isWanted(state: number): boolean {
    return this.#everythingIsWanted || this.#wanted[state] === this.#round;
  }

  #hasDuty(call: number): boolean {
    const slot = this.#running.slotOf(call);
    return (existing(this.#from[1 + (slot >>> 5)]) & (1 << (slot & 31))) !== 0;
  }
}
