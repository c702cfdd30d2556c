/**
 * A network on one clock: the router with its rules, its pump and its journal, and the knobs that faults turn.
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

/** What a network is without faults. */
export interface NetworkOptions {
  readonly latency: Latency;
  /** Probability of a message between nodes to be lost, 0 to 1. */
  readonly loss: number;
  /** Probability of a message between nodes to arrive twice, 0 to 1. */
  readonly duplication: number;
  /** Nanoseconds that a message between nodes takes at least. 0 by default. */
  readonly hop?: number;
}

/**
 * A network: endpoints that send each other messages, and the rules that decide what becomes of each message.
 * Services and nodes are endpoints like any others; ids that begin with `c` are clients, which no rule touches.
 */
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

  /** Adds an endpoint. Throws an Error if there is one of that id. */
  attach(id: string, endpoint: Endpoint): void {
    this.#router.register(id, endpoint);
  }

  /** Removes an endpoint. What is under way to it is dropped as `closed`; so is what is sent to it later. */
  detach(id: string): void {
    this.#router.unregister(id);
  }

  /** The ids of all endpoints, in the order in which they were attached. */
  endpoints(): readonly string[] {
    return this.#router.endpoints();
  }

  /** The next unused id of a client: c0, c1, ... */
  nextClientId(): string {
    let id: string;
    do id = `c${this.#clients++}`;
    while (this.#router.has(id));
    return id;
  }

  /**
   * Sends a message, and delivers it in time. `line` is the sender's own text if it came as one; `credit` is what the
   * message occupies until it is delivered or dropped. Returns why it was not accepted; undefined if it was, whatever
   * a rule made of it.
   */
  submit(message: Message, line?: string, credit?: Credit): Rejection | undefined {
    const rejection = this.#router.submit(message, this.clock.now(), line, credit);
    if (rejection === undefined) this.#pump.run();
    return rejection;
  }

  /** How many messages between nodes and services are under way. */
  get serversUnderWay(): number {
    return this.#router.serversUnderWay;
  }

  /** The latency in force between nodes. */
  get latency(): Latency {
    return this.#latency.get();
  }

  /** Changes the latency of messages that are sent from now on. */
  setLatency(latency: Latency): void {
    this.#latency.set(latency);
    this.#note('latency', `latency is ${latency.meanMs} ms (${latency.distribution})`);
  }

  /** Probability of a message between nodes to be lost. */
  get loss(): number {
    return this.#loss.get();
  }

  /** Changes the probability, 0 to 1, for messages that are sent from now on. */
  setLoss(probability: number): void {
    this.#loss.set(probability);
    this.#note('loss', `each message between nodes is lost with probability ${probability}`);
  }

  /** Probability of a message between nodes to arrive twice. */
  get duplication(): number {
    return this.#duplication.get();
  }

  /** Changes the probability, 0 to 1, for messages that are sent from now on. */
  setDuplication(probability: number): void {
    this.#duplication.set(probability);
    this.#note('duplication', `each message between nodes arrives twice with probability ${probability}`);
  }

  /** Probability of a message between nodes to be delayed further, so that later ones overtake it. */
  get reordering(): number {
    return this.#reorder.get();
  }

  /** Changes it for messages that are sent from now on; a probability of 0 ends it. */
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

  /** Makes nodes or links slow, beside those that are slow already. */
  slow(slowness: Slowness): void {
    this.#slow.slow(slowness);
    this.#note('slow', `${describeSlowness(slowness)} as long`);
  }

  /** Ends all slowness. */
  fast(): void {
    this.#slow.fast();
    this.#note('fast', 'no node and no link is slow');
  }

  /** Adds cuts to those in force. `kind` is the name of the partition for the journal, if it has one. */
  partition(grudge: Grudge, kind?: string): void {
    this.#partition.cut(grudge);
    this.#note('partition', `${kind === undefined ? '' : `${kind}: `}${describeGrudge(grudge)}`);
  }

  /** Ends all cuts. */
  heal(): void {
    this.#partition.heal();
    this.#note('heal', 'all links are open');
  }

  /** The cuts in force. */
  get cuts(): Grudge {
    return this.#partition.cuts();
  }

  /** Ends all deliveries for good. */
  stop(): void {
    this.#pump.stop();
  }

  #note(fault: string, text: string): void {
    this.journal.fault(this.clock.now(), fault, text);
  }
}

/**
 * A grudge in words: `n1 n2 | n3 n4 n5` if it separates two groups, otherwise `n1 n2 do not hear n3; ...`, with a
 * clause for all nodes that do not hear the same ones.
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

/** n2 before n10: shorter names first, and those of one length by their letters. */
function byName(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
