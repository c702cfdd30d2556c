/** Histories of registers as a sound system would make them: what the benchmark of linearizability checks. */

import type { History, Operation } from '../harness/index.js';
import { Random } from '../node/index.js';

export interface Load {
  readonly operations: number;
  readonly keys: number;
  /** On each key, all of them busy all the time. */
  readonly processes: number;
  /** How many values there are; 0: each write has one of its own. */
  readonly values: number;
  /** The share of operations whose outcome nobody learns. Half of them happen, some of them late. */
  readonly unknown: number;
}

const WRITES = 1 / 6;
const COMPARES = 1 / 3;

interface Line {
  readonly at: number;
  readonly operation: Omit<Operation, 'index'>;
}

interface Running {
  readonly process: string;
  readonly f: string;
  readonly asked: unknown;
  /** When it happens, and when its process learns of it. */
  readonly effect: number;
  readonly end: number;
  readonly type: 'ok' | 'info';
}

/** One history of all keys. As many operations as asked for, each with an invocation and a completion. */
export function registerHistory(load: Load, seed: number): Operation[] {
  const random = new Random(seed);
  const lines = Array.from({ length: load.keys }, (_, key) =>
    new Key(load, key, random.fork(`key ${key}`)).play(),
  );
  return lines
    .flat()
    .toSorted((a, b) => a.at - b.at)
    .map(({ operation }, index) => ({ index, ...operation }) as Operation);
}

/** The same, but for the reads of one key from three quarters on: they show what nobody ever wrote. */
export function withWrongReads(history: History): Operation[] {
  const from = 0.75 * history.length;
  return history.map((operation) => {
    const [key] = operation.value as readonly [number, unknown];
    const wrong = key === 0 && operation.index > from && operation.f === 'read' && operation.type === 'ok';
    return wrong ? { ...operation, value: [key, -1] } : operation;
  });
}

class Key {
  readonly #load: Load;
  readonly #key: number;
  readonly #random: Random;
  readonly #lines: Line[] = [];
  /** What will happen, in no order. */
  #coming: Running[] = [];
  #held: unknown = null;
  #written = 0;

  constructor(load: Load, key: number, random: Random) {
    this.#load = load;
    this.#key = key;
    this.#random = random;
  }

  play(): Line[] {
    const { operations, keys, processes, unknown } = this.#load;
    const free = Array.from({ length: processes }, (_, process) => ({
      process,
      from: this.#random.fraction(),
    }));
    let names = processes;
    for (let i = 0; i < operations / keys; i++) {
      const next = free.toSorted((a, b) => a.from - b.from)[0] as (typeof free)[number];
      this.#happen(next.from);
      const type = this.#random.chance(unknown) ? 'info' : 'ok';
      next.from = this.#begin(`${this.#key}-${next.process}`, next.from, type) + this.#random.fraction() / 10;
      if (type === 'info') next.process = names++;
    }
    this.#happen(Infinity);
    return this.#lines;
  }

  /** Gives the time of its end. */
  #begin(process: string, now: number, type: Running['type']): number {
    const draw = this.#random.fraction();
    const f = draw < WRITES ? 'write' : draw < WRITES + COMPARES ? 'cas' : 'read';
    const asked = f === 'read' ? null : f === 'write' ? this.#value() : [this.#expected(), this.#value()];
    const soon = now + this.#random.fraction();
    const end = soon + this.#random.fraction();
    const effect = type === 'ok' ? soon : soon + 10 * this.#random.fraction();
    const running = { process, f, asked, effect, end, type };
    this.#tell(now, 'invoke', running, asked);
    if (type === 'info') this.#tell(end, 'info', running, asked);
    if (type === 'ok' || this.#random.chance(0.5)) this.#coming.push(running);
    return end;
  }

  /** All that happens until then, in its order. */
  #happen(until: number): void {
    const now = this.#coming.filter(({ effect }) => effect <= until).toSorted((a, b) => a.effect - b.effect);
    this.#coming = this.#coming.filter(({ effect }) => effect > until);
    for (const running of now) {
      const { f, asked, end, type } = running;
      const [from, to] = f === 'cas' ? (asked as readonly [unknown, unknown]) : [this.#held, asked];
      const succeeds = from === this.#held;
      const seen = f === 'read' ? this.#held : asked;
      if (f !== 'read' && succeeds) this.#held = to;
      if (type === 'ok') this.#tell(end, succeeds ? 'ok' : 'fail', running, seen);
    }
  }

  #tell(at: number, type: Operation['type'], { process, f }: Running, value: unknown): void {
    // Processes are numbers in a history; a name serves as well to tell them apart.
    const operation = { time: at, type, process: process as unknown as number, f, value: [this.#key, value] };
    this.#lines.push({ at, operation });
  }

  #value(): number {
    return this.#load.values === 0 ? this.#written++ : this.#random.integer(0, this.#load.values - 1);
  }

  #expected(): unknown {
    return this.#load.values === 0 ? this.#held : this.#value();
  }
}
