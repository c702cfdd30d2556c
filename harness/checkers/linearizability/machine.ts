/**
 * A model in whole numbers: states and kinds of calls are numbered as they come up, so that the search compares and hashes
 * integers and asks the model for each step once.
 */

import { existing } from '../../errors/existing.js';
import { canonicalJson } from '../json-value.js';
import type { Call, Model, Outline } from './model.js';

export const NOWHERE = -1;

/**
 * What a kind of call can do: nothing at all; see a state and change none (`read`); lead from anywhere to one state
 * (`write`); lead from one state to another (`update`); or only its model knows (`opaque`).
 */
type Shape = 'idle' | 'read' | 'write' | 'update' | 'opaque';

export interface Kind {
  readonly call: Call;
  readonly shape: Shape;
  /** The state that it requires, or NOWHERE. */
  readonly requires: number;
  /** The state that it leaves, or NOWHERE. */
  readonly leaves: number;
}

export class Machine<State> {
  readonly kinds: Kind[] = [];
  readonly initial: number;
  readonly #model: Model<State>;
  readonly #states: State[] = [];
  readonly #stateNumbers = new Map<string, number>();
  readonly #kindNumbers = new Map<string, number>();
  readonly #steps: Map<number, number>[] = [];

  constructor(model: Model<State>) {
    this.#model = model;
    this.initial = this.#number(model.initial);
  }

  /** How many states there are so far; each has a number below. */
  get size(): number {
    return this.#states.length;
  }

  state(number: number): State {
    // A model may have `undefined` among its states.
    return this.#states[number] as State;
  }

  /** The number of the call's kind: calls of one kind do the same in every state. */
  kindOf({ f, value }: Call): number {
    const key = `${f} ${canonicalJson(value)}`;
    let number = this.#kindNumbers.get(key);
    if (number === undefined) {
      number = this.kinds.length;
      const call = { f, value };
      this.kinds.push({ call, ...this.#shapeOf(this.#model.outline?.(call)) });
      this.#kindNumbers.set(key, number);
    }
    return number;
  }

  /** Where an opaque kind leads from a state, or NOWHERE. */
  step(state: number, kind: number): number {
    const known = (this.#steps[kind] ??= new Map<number, number>());
    let next = known.get(state);
    if (next === undefined) {
      const step = this.#model.step(this.state(state), existing(this.kinds[kind]).call);
      next = 'refusal' in step ? NOWHERE : this.#number(step.state);
      known.set(state, next);
    }
    return next;
  }

  #shapeOf(outline: Outline<State> | undefined): Omit<Kind, 'call'> {
    if (outline === undefined) return { shape: 'opaque', requires: NOWHERE, leaves: NOWHERE };
    const requires = 'requires' in outline ? this.#number(outline.requires) : NOWHERE;
    const leaves = 'leaves' in outline ? this.#number(outline.leaves) : NOWHERE;
    if (requires === NOWHERE) return { shape: leaves === NOWHERE ? 'idle' : 'write', requires, leaves };
    const changes = leaves !== NOWHERE && leaves !== requires;
    return { shape: changes ? 'update' : 'read', requires, leaves: changes ? leaves : NOWHERE };
  }

  #number(state: State): number {
    const key = this.#model.key(state);
    let number = this.#stateNumbers.get(key);
    if (number === undefined) {
      number = this.#states.length;
      this.#states.push(state);
      this.#stateNumbers.set(key, number);
    }
    return number;
  }
}
