/**
 * The search: is there an order of the calls on one object that its model allows?
 *
 * It is just-in-time linearization (Lowe, "Testing for linearizability", 2017), which refines the algorithm of Wing and Gong
 * (1993): walk through the history, keep all configurations that can be the case, and place a call in the order only when
 * some call completes that has no place yet. When no configuration is left, the call that just completed cannot be placed,
 * and no shorter part of the history shows it. It goes breadth first, so it needs no stack.
 *
 * With a limited breadth it keeps the most promising configurations only. An order that it finds is an order; that it finds
 * none means nothing then.
 *
 * A naive search doubles its configurations with every running call. Four rules keep them few; none costs an order:
 *
 * - A read is placed as soon as the state is the one it saw. It changes nothing, so sooner is never worse.
 * - Of two running calls of the same kind, the one that ends first goes first: they could change places.
 * - When a write is placed, all other running writes may be taken to have happened just before it, unseen. They have done
 *   their duty, and are free to take effect later after all, or never. (An unknown outcome is that from the beginning.)
 * - A call is placed before its time only where some running call requires the state that it leaves, or where its own
 *   state may not come again; else it can wait.
 */

import { existing } from '../../errors/existing.js';
import type { TimedCall } from './calls.js';
import { ConfigurationSet } from './configurations.js';
import { type Machine, NOWHERE } from './machine.js';
import { type Budget, Placement } from './placement.js';
import { RunningCalls } from './running-calls.js';
import { schedule, type Schedule } from './schedule.js';

/** The last moment in which the state was certain: nothing with a duty was running, and nothing without had been used. */
interface Certainty {
  readonly state: number;
  /** The calls that were running: all of them may or may not happen. */
  readonly running: readonly number[];
  /** The required call that completed then; NOWHERE at the beginning. */
  readonly after: number;
}

export type SearchOutcome =
  | { readonly kind: 'linearizable' }
  /** `call` cannot be placed in any of the states that can be the case when it completes. */
  | {
      readonly kind: 'violation';
      readonly call: number;
      readonly states: readonly number[];
      readonly certain: Certainty;
    }
  /**
   * Too narrow: no configuration is left, but some were passed over, and a broader search may find an order. Given up: the
   * budget was used up. `call` was the one to be placed.
   */
  | { readonly kind: 'too-narrow' | 'gave-up'; readonly call: number };

/** How many configurations are looked at for each that is kept, to place one call. */
const TRIED = 64;

/** How many configurations are looked at for the sake of an explanation. */
const EXPLAINED = 10_000;

export class Search<State> {
  readonly #calls: readonly TimedCall[];
  readonly #machine: Machine<State>;
  readonly #schedule: Schedule;
  readonly #running: RunningCalls;
  readonly #placement: Placement<State>;
  readonly #budget: Budget;
  readonly #breadth: number;
  /** Some configurations were passed over. */
  #isPartial = false;
  /** Some call does not say what it requires and leaves. */
  readonly #opaque: boolean;
  /** All that can be the case now. */
  #present: ConfigurationSet;
  #next: ConfigurationSet;
  /** What can be the case before the completing call is placed. */
  #before: ConfigurationSet;
  readonly #scratch: Int32Array;

  /** No more than `breadth` configurations are kept at a time. */
  constructor(calls: readonly TimedCall[], machine: Machine<State>, budget: Budget, breadth: number) {
    this.#calls = calls;
    this.#machine = machine;
    this.#schedule = schedule(calls, machine);
    this.#running = new RunningCalls(calls, this.#schedule, machine);
    this.#opaque = machine.kinds.some(({ shape }) => shape === 'opaque');
    const width = 1 + 2 * this.#running.words;
    this.#present = new ConfigurationSet(width);
    this.#next = new ConfigurationSet(width);
    this.#before = new ConfigurationSet(width);
    this.#placement = new Placement(machine, this.#running, width);
    this.#budget = budget;
    this.#breadth = breadth;
    this.#scratch = new Int32Array(width);
  }

  run(): SearchOutcome {
    this.#scratch[0] = this.#machine.initial;
    this.#present.add(this.#scratch);
    let certain: Certainty = { state: this.#machine.initial, running: [], after: NOWHERE };
    let completed = NOWHERE;
    for (const event of this.#schedule.events) {
      const call = event >> 1;
      if ((event & 1) === 0) {
        this.#begin(call);
        continue;
      }
      if (!this.#end(call)) return { kind: 'gave-up', call };
      if (this.#present.size === 0) {
        if (this.#isPartial) return { kind: 'too-narrow', call };
        return { kind: 'violation', call, states: this.#statesBefore(call), certain };
      }
      if (existing(this.#calls[call]).required) completed = call;
      const state = this.#running.required === 0 ? this.#present.onlyState() : NOWHERE;
      if (state !== NOWHERE) certain = { state, running: this.#running.all(), after: completed };
    }
    return { kind: 'linearizable' };
  }

  #begin(call: number): void {
    this.#running.add(call);
    if (!existing(this.#calls[call]).required) return;
    this.#present.oblige(this.#running.slotOf(call), this.#running.idleStateOf(call));
  }

  /** False where the budget is used up. */
  #end(call: number): boolean {
    this.#before.clear();
    this.#next.clear();
    const mayStill = existing(this.#calls[call]).required && this.#running.look(call).shape === 'write';
    this.#present.split(this.#running.slotOf(call), mayStill, this.#before, this.#next);
    const done = this.#place(call);
    [this.#present, this.#next] = [this.#next, this.#present];
    if (this.#present.size > this.#breadth) {
      this.#isPartial = true;
      this.#next.clear();
      this.#present.best(this.#breadth, this.#next);
      [this.#present, this.#next] = [this.#next, this.#present];
    }
    if (this.#present.size > 0) this.#running.remove(call);
    return done;
  }

  #place(call: number): boolean {
    let left = TRIED * this.#breadth;
    let done = true;
    const finished = this.#placement.place(call, this.#before, this.#next, this.#opaque, (looked) => {
      done = !this.#budget(looked);
      return !done || (left -= looked) < 0;
    });
    if (!finished) this.#isPartial = true;
    return done;
  }

  /** Tries on, with what nobody waits for too: here the states themselves are wanted. */
  #statesBefore(call: number): readonly number[] {
    let left = EXPLAINED;
    this.#placement.place(call, this.#before, this.#next, true, (looked) => (left -= looked) < 0);
    return this.#before.states();
  }
}
