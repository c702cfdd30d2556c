/**
 * A network on one clock: the router with its rules, its pump and its journal.
 *
 * `--latency` and Maelstrom's partitions are rules like any others; a new kind of fault is a rule in `rules/`, which
 * brings its control words with it.
 */

import type { Clock, Message, Random } from '../node/index.js';
import type { Credit } from './credit.js';
import type { Journal } from './journal.js';
import { Pump } from './pump.js';
import { type Endpoint, type Rejection, Router } from './router.js';
import { ExceptionRecorder, ExceptionsRule, type MessageException } from './rules/exceptions.js';
import { makeRules, type NetworkControl, type Rules, watched } from './rules/index.js';
import type { NetworkOptions } from './rules/network-options.js';
import { OrderRule } from './rules/order.js';
import type { ChangeMeans, NetworkRule } from './rules/network-rule.js';
import type { Rule } from './rules/rule.js';

/**
 * A network: endpoints that send each other messages, and the rules that decide what becomes of each message.
 * Services and nodes are endpoints like any others; ids that begin with `c` are clients, which no rule touches.
 */
export class Network {
  readonly clock: Clock;
  readonly journal: Journal;
  /**
   * What is in force, rule by rule: `network.rules.loss.get()`. A change by `set` is not journaled, one by `change`
   * is.
   */
  readonly rules: Rules;
  readonly #router: Router;
  readonly #pump: Pump;
  readonly #ruleOf: ReadonlyMap<string, NetworkRule<NetworkControl>>;
  readonly #recorder: ExceptionRecorder | undefined;
  #clients = 0;

  constructor(
    collaborators: { readonly clock: Clock; readonly random: Random; readonly journal: Journal },
    options: NetworkOptions,
  ) {
    this.clock = collaborators.clock;
    this.journal = collaborators.journal;
    const { rules, byWord } = makeRules(collaborators.random, options);
    this.rules = rules;
    this.#ruleOf = byWord;
    const { records = false, exceptions = [], order } = options;
    if (records) this.#recorder = new ExceptionRecorder(() => rules.latency.usual());
    const judges: Rule[] =
      this.#recorder === undefined ? Object.values(rules) : watched(rules, this.#recorder);
    if (order !== undefined) {
      const rule = new OrderRule(collaborators.random, order);
      judges.push(this.#recorder?.watch(rule) ?? rule);
    }
    if (exceptions.length > 0) judges.unshift(new ExceptionsRule(exceptions));
    this.#router = new Router(judges, collaborators.journal);
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

  /** What chance decided so far, as exceptions for a network without chance. Empty if nothing was recorded. */
  exceptions(): readonly MessageException[] {
    return this.#recorder?.exceptions() ?? [];
  }

  /** The number of messages under way between nodes and services. */
  get serversUnderWay(): number {
    return this.#router.serversUnderWay;
  }

  /** Does what a control line says, and notes it in the journal. */
  change(control: NetworkControl, means: ChangeMeans): void {
    const text = this.#ruleOf.get(control.do)?.change(control, means);
    if (text !== undefined) this.journal.fault(this.clock.now(), control.do, text);
  }

  /** Stops all deliveries. */
  stop(): void {
    this.#pump.stop();
  }
}
