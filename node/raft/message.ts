/**
 * The messages between replicas. Any of them may be lost, duplicated, delayed or reordered, and no replica blocks on
 * one: a node that gets no answer asks again.
 *
 *     vote, voted        a candidate asks for a vote, or (`pre`) whether it would get one; the answer
 *     append, appended   the leader's entries, or none as a heartbeat; the state of the follower's log
 *     snapshot           the state in place of entries that the leader has discarded; answered by `appended`
 *     hello, here        the founder of a new cluster asks which nodes are there (genesis.ts); the answer
 *     forward, outcomes  requests of clients on their way to the leader (requests.ts); their outcomes
 */

import {
  any,
  array,
  boolean,
  integer,
  number,
  optional,
  record,
  type Shape,
  type Shaped,
  string,
} from '../shape.js';

const index = integer({ min: 0 });

const pair = <T>(what: string): Shape<T> => ({
  expected: what,
  accepts: (value): value is T => Array.isArray(value) && value.length === 2 && Number.isInteger(value[0]),
});

export const VOTE = {
  /** The term that the candidate is in, or with `pre` would be in. */
  term: index,
  pre: boolean,
  /** The end of the candidate's log. */
  last_index: index,
  last_term: index,
  /** The founders of the cluster (genesis.ts). */
  roster: record(string),
};

export const VOTED = {
  /** The term that the voter is in. */
  term: index,
  /** The question that this answers. */
  of: index,
  pre: boolean,
  granted: boolean,
};

const FROM_LEADER = {
  term: index,
  /** When it was sent, by the leader's clock; the answer repeats it. */
  at: number(),
  /** How long the follower shall not vote for another node (timing.ts). */
  patience_ms: number({ min: 0 }),
  roster: optional(record(string)),
  /** The disk that may count as a member again (admission.ts). */
  admit: optional(string),
};

export const APPEND = {
  ...FROM_LEADER,
  /** The entry before these, which the follower must have. */
  prev_index: index,
  prev_term: index,
  entries: array(pair<WireEntry>('a pair [term, command]')),
  /** The leader's commit index. */
  commit: index,
  /** The follower answers even if there is nothing new. */
  ask: optional(boolean),
};

export const APPENDED = {
  term: index,
  ok: boolean,
  /** If `ok`, the follower's log equals the leader's up to here; if not, it may be equal up to here, not beyond. */
  index,
  at: number(),
  /** The disk that this was written to. A wiped node has another than before. */
  disk: string,
  /** The follower is not a member yet, or no longer: its answer does not count. */
  blank: optional(boolean),
};

export const SNAPSHOT = { ...FROM_LEADER, index, index_term: index, state: any };

export const HELLO = {};
export const HERE = { disk: string, blank: boolean };

export const FORWARD = {
  /** The life of the node that received the clients' requests. */
  session: string,
  /** The node has received the outcome of all its requests below this, or no longer wants it. */
  floor: index,
  requests: array(pair<WireRequest>('a pair [number, operation]')),
};

export const OUTCOMES = {
  session: string,
  results: array(pair<WireOutcome>('a pair [number, outcome]')),
};

export type WireEntry = readonly [term: number, command: unknown];
export type WireRequest = readonly [seq: number, operation: readonly unknown[]];
export type WireOutcome = readonly [seq: number, outcome: object];

export type Vote = Shaped<typeof VOTE>;
export type Voted = Shaped<typeof VOTED>;
export type Append = Shaped<typeof APPEND>;
export type Appended = Shaped<typeof APPENDED>;
export type Snapshot = Shaped<typeof SNAPSHOT>;
export type Here = Shaped<typeof HERE>;
export type Forward = Shaped<typeof FORWARD>;
export type Outcomes = Shaped<typeof OUTCOMES>;
