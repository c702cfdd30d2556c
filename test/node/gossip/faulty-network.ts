/**
 * Gossip between a few nodes on a network in virtual time that misbehaves by order: directed cuts, loss, duplication,
 * latencies that reorder, pauses, restarts without memory. It keeps account of what must not be.
 */

import { DelegateGossip } from '../../../node/gossip/delegate.js';
import type { Parameters, StartStrategy, Strategy } from '../../../node/gossip/strategy.js';
import { type Body, MILLISECOND, Random, type Timer } from '../../../node/index.js';
import { VirtualClock } from '../../../router/index.js';
import { Life } from './life.js';
import type { Action } from './schedule.js';

export interface FaultyNetworkOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly parameters: Parameters;
}

const delegateGossip: StartStrategy = (surroundings, parameters) =>
  new DelegateGossip(surroundings, parameters);

export class FaultyNetwork {
  readonly complaints: string[] = [];
  /** Messages so far, lost ones included. */
  sent = 0;
  readonly #clock = new VirtualClock();
  readonly #random: Random;
  readonly #parameters: Parameters;
  readonly #start: StartStrategy;
  readonly #names: readonly string[];
  readonly #lives = new Map<string, Life>();
  readonly #cuts = new Set<string>();
  #loss = 0;
  #duplication = 0;
  #latency = { meanMs: 20, jitterMs: 0 };
  #published = 0;
  #starts = 0;

  /** `start` makes the strategy of each node; by default, delegate gossip. */
  constructor(options: FaultyNetworkOptions, start: StartStrategy = delegateGossip) {
    this.#random = new Random(options.seed);
    this.#parameters = options.parameters;
    this.#start = start;
    this.#names = Array.from({ length: options.nodes }, (_, rank) => `n${rank}`);
    for (const name of this.#names) this.#begin(name);
  }

  get #nowMs(): number {
    return this.#clock.now() / MILLISECOND;
  }

  /** Does something at a time of the virtual clock. */
  at(timeMs: number, action: () => void): void {
    this.#after(timeMs - this.#nowMs, action);
  }

  runUntil(timeMs: number): Promise<void> {
    return this.#clock.drive(() => new Promise((resolve) => this.at(timeMs, resolve)));
  }

  act(action: Action): void {
    switch (action.do) {
      case 'publish':
        return this.#life(action.node).publish(`v${this.#published++}`);
      case 'pause':
        return this.#life(action.node).pause();
      case 'resume':
        return this.#life(action.node).resume();
      case 'restart':
        return this.#begin(this.#name(action.node));
      case 'configure':
        return this.#life(action.node).configure(action.parameters);
      case 'cut':
        this.#cuts.add(link(this.#name(action.from), this.#name(action.to)));
        break;
      case 'mend':
        this.#cuts.delete(link(this.#name(action.from), this.#name(action.to)));
        break;
      case 'split':
        this.#split(new Set(action.from.map((rank) => this.#name(rank))));
        break;
      case 'loss':
        this.#loss = action.probability;
        break;
      case 'duplication':
        this.#duplication = action.probability;
        break;
      case 'latency':
        this.#latency = action;
        break;
      case 'heal':
        this.#cuts.clear();
        this.calm();
    }
  }

  /** Ends all faults but cuts. */
  calm(): void {
    this.#loss = 0;
    this.#duplication = 0;
    for (const life of this.#lives.values()) life.resume();
  }

  /** What a node knows. */
  values(rank: number): ReadonlySet<unknown> {
    return this.#life(rank).values;
  }

  /** Lets a client give a node a value. */
  publish(rank: number, value: unknown): void {
    this.#life(rank).publish(value);
  }

  /** Messages that the strategies say they have sent, of lives that have not ended. */
  messagesSent(): number {
    return [...this.#lives.values()].reduce((sum, life) => sum + life.strategy.messagesSent, 0);
  }

  /** What each strategy reports of itself. */
  details(): readonly Readonly<Record<string, unknown>>[] {
    return [...this.#lives.values()].map((life) => life.strategy.detail());
  }

  /** Values that some node has and another has not, though two-way links join them, perhaps by way of others. */
  missing(): readonly string[] {
    return this.#names.flatMap((name) => {
      const all = this.#joinedTo(name).flatMap((other) => [...this.#living(other).values]);
      const lacking = new Set(all.filter((value) => !this.#living(name).values.has(value)));
      return lacking.size === 0 ? [] : [`${name} lacks ${[...lacking].join(' ')}`];
    });
  }

  /** The delegate of each node, by rank; undefined for a root. */
  delegates(): readonly (string | undefined)[] {
    return this.#names.map((name) => this.#living(name).delegate);
  }

  suspicions(): readonly string[] {
    return this.#names.flatMap((name) =>
      this.#living(name).suspects.map((peer) => `${name} suspects ${peer}`),
    );
  }

  #joinedTo(name: string): readonly string[] {
    const joined = new Set([name]);
    for (const near of joined) {
      for (const other of this.#names) {
        if (!this.#cuts.has(link(near, other)) && !this.#cuts.has(link(other, near))) joined.add(other);
      }
    }
    return [...joined];
  }

  #split(side: ReadonlySet<string>): void {
    for (const a of this.#names) {
      for (const b of this.#names) if (side.has(a) !== side.has(b)) this.#cuts.add(link(a, b));
    }
  }

  #name(rank: number): string {
    return this.#names[rank % this.#names.length] ?? '';
  }

  #life(rank: number): Life {
    return this.#living(this.#name(rank));
  }

  #living(name: string): Life {
    const life = this.#lives.get(name);
    if (life === undefined) throw new RangeError(`no node ${name}`);
    return life;
  }

  #begin(name: string): void {
    this.#lives.get(name)?.end();
    const random = this.#random.fork(`life ${this.#starts++}`);
    // As for a process: each life has a clock of its own.
    const bornMs = this.#nowMs;
    const start = (learned: (value: unknown) => void): Strategy =>
      this.#start(
        {
          self: name,
          nodes: this.#names,
          random,
          now: () => this.#nowMs - bornMs,
          after: (delayMs, callback) => this.#after(delayMs, () => life.act(callback)),
          send: (dest, body) => this.#send(name, dest, body),
          learned,
        },
        this.#parameters,
      );
    const life: Life = new Life(start, (complaint) => this.complaints.push(`${name}: ${complaint}`));
    this.#lives.set(name, life);
  }

  #send(src: string, dest: string, body: Body): void {
    this.sent++;
    const text = JSON.stringify(body);
    if (this.#cuts.has(link(src, dest)) || this.#random.chance(this.#loss)) return;
    const copies = this.#random.chance(this.#duplication) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      const delayMs = this.#latency.meanMs + this.#random.fraction() * this.#latency.jitterMs;
      this.#after(delayMs, () => this.#living(dest).receive(src, JSON.parse(text)));
    }
  }

  /** What is thrown is a complaint. */
  #after(delayMs: number, callback: () => void): Timer {
    return this.#clock.schedule(Math.round(delayMs * MILLISECOND), () => {
      try {
        callback();
      } catch (error) {
        this.complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    });
  }
}

function link(src: string, dest: string): string {
  return `${src} to ${dest}`;
}
