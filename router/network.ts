/**
 * A network on one clock: the router with its rules, its pump and its journal, and the settings that faults change.
 *
 * `--latency` and Maelstrom's partitions are rules like any others; a new kind of fault is a rule here and a word in
 * `control.ts`.
 */

import type { Clock, Message, Random } from '../node/index.js';
import type { Credit } from './credit.js';
import type { Journal } from './journal.js';
import { Pump } from './pump.js';
import { type Endpoint, type Rejection, Router } from './router.js';
import { type Latency, LatencyRule } from './rules/latency.js';
import { DuplicationRule, LossRule } from './rules/loss.js';
import { type Grudge, PartitionRule } from './rules/partition.js';
import { type Reordering, ReorderRule } from './rules/reorder.js';
import { describeSlowness, type Slowness, SlowRule } from './rules/slow.js';

export interface NetworkOptions {
  readonly latency: Latency;
  /** Probability that a message between nodes is lost, 0 to 1. */
  readonly loss: number;
  /** Probability that a message between nodes arrives twice, 0 to 1. */
  readonly duplication: number;
  /** The shortest latency between nodes, in nanoseconds. 0 by default. */
  readonly hop?: number;
}

export class Network {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly #router: Router;
  readonly #pump: Pump;
  readonly #partition = new PartitionRule();
  readonly #latency: LatencyRule;
  readonly #loss: LossRule;
  readonly #duplication: DuplicationRule;
  readonly #reorder: ReorderRule;
  readonly #slow = new SlowRule();
  #clients = 0;

  constructor(
    collaborators: { readonly clock: Clock; readonly random: Random; readonly journal: Journal },
    options: NetworkOptions,
  ) {
    this.clock = collaborators.clock;
    this.journal = collaborators.journal;
    this.#latency = new LatencyRule(collaborators.random, options.latency, options.hop);
    this.#loss = new LossRule(collaborators.random, options.loss);
    this.#duplication = new DuplicationRule(collaborators.random, options.duplication);
    this.#reorder = new ReorderRule(collaborators.random);
    const { journal } = collaborators;
    this.#router = new Router(
      [this.#partition, this.#loss, this.#duplication, this.#latency, this.#reorder, this.#slow],
      journal,
    );
    this.#pump = new Pump(this.#router, this.clock);
  }

  attach(id: string, endpoint: Endpoint): void {
    this.#router.register(id, endpoint);
  }

  detach(id: string): void {
    this.#router.unregister(id);
  }

  endpoints(): readonly string[] {
    return this.#router.endpoints();
  }

  /** The next unused client id: c0, c1, ... */
  nextClientId(): string {
    let id: string;
    do id = `c${this.#clients++}`;
    while (this.#router.has(id));
    return id;
  }

  /** Sends a message; returns the reason if one of its ends is unknown. */
  submit(message: Message, line?: string, credit?: Credit): Rejection | undefined {
    const rejection = this.#router.submit(message, this.clock.now(), line, credit);
    if (rejection === undefined) this.#pump.run();
    return rejection;
  }

  /** The number of messages under way between nodes and services. */
  get serversUnderWay(): number {
    return this.#router.serversUnderWay;
  }

  get latency(): Latency {
    return this.#latency.get();
  }

  setLatency(latency: Latency): void {
    this.#latency.set(latency);
    this.#note('latency', `latency is ${latency.meanMs} ms (${latency.distribution})`);
  }

  /** Probability that a message between nodes is lost. */
  get loss(): number {
    return this.#loss.get();
  }

  setLoss(probability: number): void {
    this.#loss.set(probability);
    this.#note('loss', `each message between nodes is lost with probability ${probability}`);
  }

  /** Probability that a message between nodes arrives twice. */
  get duplication(): number {
    return this.#duplication.get();
  }

  setDuplication(probability: number): void {
    this.#duplication.set(probability);
    this.#note('duplication', `each message between nodes arrives twice with probability ${probability}`);
  }

  /** Probability that a message between nodes is delayed. */
  get reordering(): number {
    return this.#reorder.get();
  }

  setReordering(reordering: Reordering): void {
    this.#reorder.reorder(reordering);
    const { probability, windowMs } = reordering;
    this.#note(
      'reorder',
      `each message between nodes is held back with probability ${probability}, for up to ${windowMs} ms`,
    );
  }

  /** Whether any node or link is slow. */
  get isSlow(): boolean {
    return this.#slow.active;
  }

  /** Adds to the slow nodes and links. */
  slow(slowness: Slowness): void {
    this.#slow.slow(slowness);
    this.#note('slow', `${describeSlowness(slowness)} as long`);
  }

  /** Makes all nodes and links fast again. */
  fast(): void {
    this.#slow.fast();
    this.#note('fast', 'no node and no link is slow');
  }

  /** Adds cuts to those in force. `kind` is their name, if they have one. */
  partition(grudge: Grudge, kind?: string): void {
    this.#partition.cut(grudge);
    this.#note('partition', `${kind === undefined ? '' : `${kind}: `}${describeGrudge(grudge)}`);
  }

  /** Ends all cuts. */
  heal(): void {
    this.#partition.heal();
    this.#note('heal', 'all links are open');
  }

  get cuts(): Grudge {
    return this.#partition.cuts();
  }

  /** Stops all deliveries. */
  stop(): void {
    this.#pump.stop();
  }

  #note(fault: string, text: string): void {
    this.journal.fault(this.clock.now(), fault, text);
  }
}

/**
 * A grudge in words: `n1 n2 | n3 n4 n5` if two groups do not hear each other, else `n1 n2 do not hear n3; ...`, with
 * one clause for all nodes that do not hear the same ones.
 */
export function describeGrudge(grudge: Grudge): string {
  const byDropped = new Map<string, string[]>();
  for (const [node, dropped] of [...grudge].toSorted(([a], [b]) => byName(a, b))) {
    const key = [...dropped].toSorted(byName).join(' ');
    byDropped.set(key, [...(byDropped.get(key) ?? []), node]);
  }
  if (byDropped.size === 0) return 'nothing is cut';
  const [first, second, ...others] = byDropped;
  if (first !== undefined && second !== undefined && others.length === 0) {
    if (first[0] === second[1].join(' ') && second[0] === first[1].join(' ')) {
      return `${first[1].join(' ')} | ${second[1].join(' ')}`;
    }
  }
  return [...byDropped]
    .map(([dropped, nodes]) => `${nodes.join(' ')} ${nodes.length === 1 ? 'does' : 'do'} not hear ${dropped}`)
    .join('; ');
}

/** Orders n2 before n10: shorter names first, names of one length alphabetically. */
function byName(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
