/**
 * The router: its endpoints, the messages under way, and when each is due.
 *
 * Pure: it has no clock (`now` is given), draws nothing, waits for nothing and does no I/O. Rules decide, endpoints
 * receive, the journal records. `pump.ts` drives it.
 */

import { type Message, MILLISECOND } from '../node/index.js';
import type { Credit } from './credit.js';
import type { Damage } from './damage.js';
import { Envelope } from './envelope.js';
import type { Journal } from './journal.js';
import type { Fate } from './rules/fate.js';
import type { DropReason, Rule } from './rules/rule.js';
import { TimeQueue } from './time-queue.js';

/** Anything that messages can be sent to: a node, a client, a service. */
export interface Endpoint {
  /** Why nothing can be delivered now: the node is dead, or its input is full. Undefined if it can. */
  obstacle(): DropReason | undefined;
  /** Takes a message. Called once for each copy, at the time when it is due. */
  deliver(envelope: Envelope): void;
}

/** Why a message was not accepted: one of its ends is not, or not yet, part of the network. */
export type Rejection = 'unknown-src' | 'unknown-dest';

interface UnderWay {
  readonly envelope: Envelope;
  readonly credit: Credit | undefined;
}

/** Delays are in nanoseconds; those of duplicates are added to the first delivery. */
interface Judgement {
  readonly dropped: DropReason | undefined;
  readonly delay: number;
  readonly duplicates: readonly number[];
  readonly damages: readonly Damage[];
}

/** A message's fixed cost beside its text, so that many small ones are bounded too. */
const OVERHEAD = 200;

/** The messages under way, ordered by (due time, order of sending). Times and delays are nanoseconds. */
export class Router {
  readonly #rules: readonly Rule[];
  readonly #journal: Journal;
  readonly #endpoints = new Map<string, Endpoint>();
  /** Endpoints that have left: a reply that comes too late for its client is not an error of its sender. */
  readonly #gone = new Set<string>();
  readonly #queue = new TimeQueue<UnderWay>();
  #nextId = 0;
  #serversUnderWay = 0;

  constructor(rules: readonly Rule[], journal: Journal) {
    this.#rules = rules;
    this.#journal = journal;
  }

  /** Adds an endpoint. Throws an Error if there is one of that id. */
  register(id: string, endpoint: Endpoint): void {
    if (this.#endpoints.has(id)) throw new Error(`two endpoints called ${id}`);
    this.#endpoints.set(id, endpoint);
    this.#gone.delete(id);
  }

  /** Removes an endpoint. Messages to it are dropped as `closed` from now on. */
  unregister(id: string): void {
    if (this.#endpoints.delete(id)) this.#gone.add(id);
  }

  /** Whether there is an endpoint of that id. */
  has(id: string): boolean {
    return this.#endpoints.has(id);
  }

  /** The ids of all endpoints, in the order of their registration. */
  endpoints(): readonly string[] {
    return [...this.#endpoints.keys()];
  }

  /** The number of messages under way between nodes and services. */
  get serversUnderWay(): number {
    return this.#serversUnderWay;
  }

  /**
   * Accepts a message: applies the rules, numbers it, journals it, and queues its deliveries. `line` is the sender's
   * own text if it came as one; `credit` is charged until the message is delivered or dropped.
   */
  submit(message: Message, now: number, line?: string, credit?: Credit): Rejection | undefined {
    if (!this.#endpoints.has(message.src)) return 'unknown-src';
    if (!this.#endpoints.has(message.dest) && !this.#gone.has(message.dest)) return 'unknown-dest';
    const { dropped, delay, duplicates, damages } = this.#judge(message);
    const copies = dropped === undefined ? 1 + duplicates.length : 1;
    const envelope = new Envelope(this.#nextId++, message, line, false, copies, damages);
    this.#journal.send(now, envelope);
    if (dropped !== undefined) {
      this.#journal.drop(now, envelope, dropped);
      return undefined;
    }
    this.#enqueue(now + delay, envelope, credit);
    for (const after of duplicates) this.#enqueue(now + delay + after, envelope.copy(), credit);
    return undefined;
  }

  /** Combines the verdicts of the rules, in their order, up to the first that drops. */
  #judge(message: Message): Judgement {
    let delay = 0;
    let factor = 1;
    let fate: Fate = {};
    const duplicates: number[] = [];
    const damages: Damage[] = [];
    for (const rule of this.#rules) {
      const verdict = rule.judge(message);
      switch (verdict.kind) {
        case 'pass':
          break;
        case 'delay':
          delay += verdict.delay;
          break;
        case 'slow':
          factor *= verdict.factor;
          break;
        case 'duplicate':
          duplicates.push(verdict.after);
          break;
        case 'damage':
          damages.push(verdict.damage);
          break;
        case 'fate':
          fate = verdict.fate;
          if (fate.lost === true) return { dropped: 'loss', delay, duplicates, damages };
          duplicates.push(...(fate.duplicates ?? []));
          damages.push(...(fate.damages ?? []));
          break;
        case 'drop':
          if (fate.delivered === true) break;
          return { dropped: verdict.reason, delay, duplicates, damages };
      }
    }
    delay = fate.delay ?? delay;
    if (factor !== 1) delay = Math.round(Math.max(delay, MILLISECOND) * factor);
    return { dropped: undefined, delay, duplicates, damages };
  }

  /** When the next message is due; undefined if none is under way. */
  nextDeadline(): number | undefined {
    return this.#queue.nextTime();
  }

  /** Delivers all due messages, earliest first; those due at one time, in the order of sending. */
  deliverDue(now: number): void {
    for (;;) {
      const deadline = this.#queue.nextTime();
      if (deadline === undefined || deadline > now) return;
      const { envelope, credit } = this.#queue.pop() as UnderWay;
      credit?.give(envelope.size + OVERHEAD);
      if (!envelope.forClient) this.#serversUnderWay--;
      const endpoint = this.#endpoints.get(envelope.dest);
      const obstacle = endpoint?.obstacle();
      if (endpoint === undefined || obstacle !== undefined) {
        this.#journal.drop(now, envelope, obstacle ?? 'closed');
        continue;
      }
      // Journaled before the delivery, because an endpoint in this thread may answer at once.
      this.#journal.receive(now, envelope);
      endpoint.deliver(envelope);
    }
  }

  #enqueue(deadline: number, envelope: Envelope, credit: Credit | undefined): void {
    credit?.take(envelope.size + OVERHEAD);
    if (!envelope.forClient) this.#serversUnderWay++;
    this.#queue.push(deadline, { envelope, credit });
  }
}
