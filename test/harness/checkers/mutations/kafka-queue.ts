/** A sound queue of several keys, and what its clients see. */

import type { Random } from '../../../../node/index.js';
import type { Call } from './call.js';
import { type Effect, type Plan, play, SMALL } from './play.js';

export type Pair = readonly [offset: unknown, message: unknown];

export const KEYS = ['a', 'b'];

const NAMES: readonly ((i: number) => unknown)[] = [
  (i) => i,
  (i) => i,
  (i) => `m${i}`,
  (i) => ({ message: [i] }),
  (i) => BigInt(i) + 9007199254740992n,
];

/** The logs, and how far each process has polled them. */
class Queue {
  readonly #logs = new Map(KEYS.map((key) => [key, [] as Pair[]]));
  readonly #positions = new Map<number, Map<string, number>>();
  readonly #random: Random;
  /** Offsets may have gaps. */
  readonly #gap: number;

  constructor(random: Random) {
    this.#random = random;
    this.#gap = random.pick([0, 0, 3]);
  }

  apply({ f, asked }: Plan, process: number): Effect {
    if (f === 'send') return { told: this.#send(asked) };
    const positions = this.#positions.get(process) ?? new Map<string, number>();
    if (f === 'poll') return { told: [['poll', this.#poll(positions, process >= 100)]] };
    const keys = asked as readonly string[];
    this.#positions.set(process, new Map(keys.map((key) => [key, positions.get(key) ?? 0])));
    return { told: keys };
  }

  #send(asked: unknown): unknown {
    const [[f, key, message]] = asked as [[string, string, unknown]];
    const log = this.#logs.get(key) ?? [];
    const offset = Number(log.at(-1)?.[0] ?? -1) + 1 + this.#random.integer(0, this.#gap);
    log.push([offset, message]);
    return [[f, key, [offset, message]]];
  }

  #poll(positions: Map<string, number>, all: boolean): Record<string, readonly Pair[]> {
    const polled: Record<string, readonly Pair[]> = {};
    for (const [key, position] of positions) {
      const most = all ? Infinity : this.#random.integer(0, 3);
      const pairs = this.#logs.get(key)?.slice(position, position + most) ?? [];
      positions.set(key, position + pairs.length);
      if (pairs.length > 0 || this.#random.chance(0.3)) polled[key] = pairs;
    }
    return polled;
  }
}

export function sound(random: Random): Call[] {
  const queue = new Queue(random);
  const name = random.pick(NAMES);
  let next = 0;
  const assigned = new Set<number>();
  const plan = (process: number): Plan => {
    const isNew = !assigned.has(process);
    assigned.add(process);
    if (isNew && random.chance(0.7)) return { f: 'assign', asked: KEYS };
    const f = random.pick(['send', 'send', 'send', 'poll', 'poll', 'poll', 'assign']);
    if (f === 'poll') return { f, asked: [['poll']] };
    if (f === 'send') return { f, asked: [['send', random.pick(KEYS), name(next++)]] };
    return { f, asked: KEYS.filter(() => random.chance(0.7)) };
  };
  const finals = [
    { f: 'assign', asked: KEYS },
    { f: 'poll', asked: [['poll']] },
  ];
  const shape = {
    ...SMALL,
    processes: random.integer(1, 3),
    calls: random.integer(5, 14),
    finalProcesses: random.integer(1, 2),
  };
  return play(random, { plan, apply: (each, process) => queue.apply(each, process), finals }, shape);
}
