/** The calls that have begun and not ended, as the search asks for them: by kind, by state, and as bits. */

import { existing } from '../../errors/existing.js';
import type { TimedCall } from './calls.js';
import { type Kind, type Machine, NOWHERE } from './machine.js';
import type { Schedule } from './schedule.js';

/** Running calls of one kind that changes states, in the order of their ends. */
export interface Group {
  readonly kind: number;
  readonly what: Kind;
  readonly calls: number[];
}

export class RunningCalls {
  readonly words: number;
  readonly groups: Group[] = [];
  readonly reads: number[] = [];
  /** Those that must have their place. */
  required = 0;
  /** The bits of required calls that lead from anywhere to one state. */
  readonly writes: Int32Array;
  readonly #idle = new Map<number, Int32Array>();
  readonly #calls: readonly TimedCall[];
  readonly #schedule: Schedule;
  readonly #kinds: readonly Kind[];

  constructor(calls: readonly TimedCall[], schedule: Schedule, machine: Machine<unknown>) {
    this.words = Math.max(1, Math.ceil(schedule.slotCount / 32));
    this.writes = new Int32Array(this.words);
    this.#calls = calls;
    this.#schedule = schedule;
    this.#kinds = machine.kinds;
  }

  slotOf(call: number): number {
    return existing(this.#schedule.slots[call]);
  }

  look(call: number): Kind {
    return existing(this.#kinds[existing(this.#schedule.kinds[call])]);
  }

  all(): number[] {
    return [...this.reads, ...this.groups.flatMap(({ calls }) => calls)];
  }

  /** The state in which the call can happen and changes nothing: what a read saw, what a write leaves. */
  idleStateOf(call: number): number {
    const { shape, requires, leaves } = this.look(call);
    if (shape === 'read') return requires;
    return shape === 'write' ? leaves : NOWHERE;
  }

  /** The bits of the required calls that change nothing in that state. */
  idleIn(state: number): Int32Array | undefined {
    return this.#idle.get(state);
  }

  add(call: number): void {
    const kind = existing(this.#schedule.kinds[call]);
    const { shape } = this.look(call);
    if (this.#isRequired(call)) {
      this.required++;
      this.#flipRequired(call);
    }
    if (shape === 'read') {
      this.reads.push(call);
      return;
    }
    let group = this.groups.find((each) => each.kind === kind);
    if (group === undefined) this.groups.push((group = { kind, what: this.look(call), calls: [] }));
    const later = group.calls.findIndex((other) => this.#endOf(other) > this.#endOf(call));
    group.calls.splice(later === -1 ? group.calls.length : later, 0, call);
  }

  remove(call: number): void {
    const kind = existing(this.#schedule.kinds[call]);
    if (this.#isRequired(call)) {
      this.required--;
      this.#flipRequired(call);
    }
    if (this.look(call).shape === 'read') {
      this.reads.splice(this.reads.indexOf(call), 1);
      return;
    }
    const at = this.groups.findIndex((each) => each.kind === kind);
    const { calls } = existing(this.groups[at]);
    calls.splice(calls.indexOf(call), 1);
    if (calls.length === 0) this.groups.splice(at, 1);
  }

  #isRequired(call: number): boolean {
    return existing(this.#calls[call]).required;
  }

  /** Of two that may both happen, the one that has to happen first comes first; what need not happen can wait. */
  #endOf(call: number): number {
    const { required, completion } = existing(this.#calls[call]);
    return required && completion !== undefined ? completion.index : Infinity;
  }

  #flipRequired(call: number): void {
    if (this.look(call).shape === 'write') this.#flip(this.writes, call);
    const state = this.idleStateOf(call);
    if (state === NOWHERE) return;
    let bits = this.#idle.get(state);
    if (bits === undefined) this.#idle.set(state, (bits = new Int32Array(this.words)));
    this.#flip(bits, call);
    if (bits.every((word) => word === 0)) this.#idle.delete(state);
  }

  #flip(bits: Int32Array, call: number): void {
    const slot = this.slotOf(call);
    bits[slot >>> 5] = existing(bits[slot >>> 5]) ^ (1 << (slot & 31));
  }
}
