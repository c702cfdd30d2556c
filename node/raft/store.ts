/**
 * The replicated state: a map of JSON values, and the outcome of each request, so that none is executed twice.
 *
 * A request may reach the log more than once: its message was duplicated, or its node repeated it because a leader
 * fell silent. It therefore has a name, the *session* of its node (one life of it) and a number in it, and a
 * repetition returns the first outcome. Outcomes are kept until the node acknowledges them by the *floor* of a later
 * request. (Section 6.3 of the Raft dissertation.)
 */

import { canonicalJson } from '../protocol/canonical-json.js';
import { ERRORS, type ErrorKind } from '../protocol/errors.js';
import { printExact } from '../protocol/exact-json.js';

export type Operation =
  | readonly ['read', key: unknown]
  | readonly ['write', key: unknown, value: unknown]
  | readonly ['cas', key: unknown, from: unknown, to: unknown, create?: boolean];

/** The fields of the reply, or of the error reply. */
export type CommandOutcome =
  { readonly value?: unknown; readonly code?: undefined } | { readonly code: number; readonly text: string };

/** A request as the log holds it. */
export interface Command {
  /** The node that received it from a client. */
  readonly origin: string;
  readonly session: string;
  readonly seq: number;
  readonly floor: number;
  readonly operation: Operation;
}

interface Session {
  floor: number;
  readonly outcomes: Map<number, CommandOutcome>;
}

/**
 * The most sessions that are remembered, the latest ones. A request that was under way while this many later lives
 * began could be executed twice: it would have to travel for hours.
 */
const SESSIONS = 1000;

export class Store {
  #values = new Map<string, unknown>();
  #sessions = new Map<string, Session>();

  read(key: unknown): CommandOutcome {
    const value = this.#values.get(canonicalJson(key));
    return value === undefined ? missing(key) : { value };
  }

  /** Undefined if the outcome was acknowledged and forgotten. */
  apply({ session: name, seq, floor, operation }: Command): CommandOutcome | undefined {
    const session = this.#session(name);
    for (; session.floor < floor; session.floor++) session.outcomes.delete(session.floor);
    if (seq < session.floor) return undefined;
    const known = session.outcomes.get(seq);
    if (known !== undefined) return known;
    const outcome = this.#execute(operation);
    session.outcomes.set(seq, outcome);
    return outcome;
  }

  snapshot(): unknown {
    const sessions = [...this.#sessions].map(([name, { floor, outcomes }]) => [name, floor, [...outcomes]]);
    return { values: [...this.#values], sessions };
  }

  restore(state: unknown): void {
    const { values, sessions } = state as {
      readonly values: readonly (readonly [string, unknown])[];
      readonly sessions: readonly (readonly [
        string,
        number,
        readonly (readonly [number, CommandOutcome])[],
      ])[];
    };
    this.#values = new Map(values);
    this.#sessions = new Map(
      sessions.map(([name, floor, outcomes]) => [name, { floor, outcomes: new Map(outcomes) }]),
    );
  }

  /** Ordered by their last request, so that all replicas forget the same ones. */
  #session(name: string): Session {
    const session = this.#sessions.get(name) ?? { floor: 0, outcomes: new Map<number, CommandOutcome>() };
    this.#sessions.delete(name);
    this.#sessions.set(name, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    return session;
  }

  #execute(operation: Operation): CommandOutcome {
    const name = canonicalJson(operation[1]);
    switch (operation[0]) {
      case 'read':
        return this.read(operation[1]);
      case 'write':
        this.#values.set(name, operation[2]);
        return {};
      case 'cas': {
        const [, key, from, to, create] = operation;
        const value = this.#values.get(name);
        if (value === undefined && create !== true) return missing(key);
        if (value !== undefined && canonicalJson(value) !== canonicalJson(from)) {
          const [expected, found] = [printExact(from), printExact(value)];
          return failure(ERRORS.preconditionFailed, `expected ${expected}, but the value is ${found}`);
        }
        this.#values.set(name, to);
        return {};
      }
    }
  }
}

function missing(key: unknown): CommandOutcome {
  return failure(ERRORS.keyDoesNotExist, `there is no key ${printExact(key)}`);
}

function failure({ code }: ErrorKind, text: string): CommandOutcome {
  return { code, text };
}
