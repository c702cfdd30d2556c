/**
 * The router: who is there, what is under way, when it is due.
 *
 * Pure: it has no clock (`now` is given), draws nothing, waits for nothing and does no I/O. Rules judge, endpoints
 * receive, the journal is told. `pump.ts` drives it.
 */

import { type Message, MILLISECOND } from '../node/index.js';
import type { Credit } from './credit.js';
import { Envelope } from './envelope.js';
import type { Journal } from './journal.js';
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

/** Delays are in nanoseconds, those of duplicates beyond the first delivery. */
interface Judgement {
  readonly dropped: DropReason | undefined;
  readonly delay: number;
  readonly duplicates: readonly number[];
}

/** What a message counts for beside its text, so that many small ones are bounded too. */
const OVERHEAD = 200;

/** The messages under way, ordered by (due time, order of sending). Times and delays are nanoseconds. */
export class Router {
  readonly #rules: readonly Rule[];
  readonly #journal: Journal;
  readonly #endpoints = new Map<string, Endpoint>();
  /** Endpoints that were there once: a reply that comes too late for its client is no mistake of its sender. */
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

  /** How many messages between nodes and services are under way. */
  get serversUnderWay(): number {
    return this.#serversUnderWay;
  }

  /**
   * Takes a message into the network: judges it, numbers it, journals it, and queues what is left of it. `line` is the
   * sender's own text where it came as one, `credit` what it occupies until it has gone somewhere.
   */
  submit(message: Message, now: number, line?: string, credit?: Credit): Rejection | undefined {
    if (!this.#endpoints.has(message.src)) return 'unknown-src';
    if (!this.#endpoints.has(message.dest) && !this.#gone.has(message.dest)) return 'unknown-dest';
    const { dropped, delay, duplicates } = this.#judge(message);
    const copies = dropped === undefined ? 1 + duplicates.length : 1;
    const envelope = new Envelope(this.#nextId++, message, line, false, copies);
    this.#journal.send(now, envelope);
    if (dropped !== undefined) {
      this.#journal.drop(now, envelope, dropped);
      return undefined;
    }
    this.#enqueue(now + delay, envelope, credit);
    for (const after of duplicates) this.#enqueue(now + delay + after, envelope.copy(), credit);
    return undefined;
  }

  /** The sum of all verdicts, in the order of the rules: none is asked after the first that drops. */
  #judge(message: Message): Judgement {
    let delay = 0;
    let factor = 1;
    const duplicates: number[] = [];
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
        case 'drop':
          return { dropped: verdict.reason, delay, duplicates };
      }
    }
    if (factor !== 1) delay = Math.round(Math.max(delay, MILLISECOND) * factor);
    return { dropped: undefined, delay, duplicates };
  }

  /** When the next message is due; undefined when none is under way. */
  nextDeadline(): number | undefined {
    return this.#queue.nextTime();
  }

  /** Delivers all that is due, earliest first, and among equals in the order in which they were sent. */
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
      // Journaled before it is handed over: an endpoint in this thread may answer at once.
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
