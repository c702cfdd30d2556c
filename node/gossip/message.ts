/**
 * The one message of the gossip: any part may be missing, and it does the same whether it comes once or twice, early or
 * late.
 *
 *     life           which life of the sender this is
 *     path           the sender's way to its root: its delegate, that one's delegate, ...
 *     at, echo       the sender's time in milliseconds; the receiver's last stamp, and how long ago that came
 *     values         runs [origin, first number, value, value, ...]
 *     held_ms        how long the oldest of them has waited on its way so far, travel not counted
 *     ack_within_ms  when the sender wants to know that they came
 *     seen           how many values of each origin the sender has without a gap; of those that moved, or of all if `whole`
 *     ask            answer at once, with what I lack and all that you have seen
 *     speaks_in_ms   when the sender speaks to its children next
 */

import type { Body } from '../protocol/message.js';
import { array, boolean, check, number, optional, record, string } from '../shape.js';
import type { Run } from './value-log.js';

export interface Gossip {
  readonly life: string;
  readonly to: string | undefined;
  readonly reborn: boolean;
  readonly path: readonly string[];
  readonly at: number;
  readonly echo: { readonly at: number; readonly heldMs: number } | undefined;
  readonly runs: readonly Run[];
  readonly heldMs: number;
  readonly ackWithinMs: number;
  readonly seen: Readonly<Record<string, number>>;
  readonly beyond: Readonly<Record<string, readonly number[]>>;
  readonly whole: boolean;
  readonly ask: boolean;
  readonly speaksInMs: number | undefined;
}

const RUN = {
  expected: 'a run [origin, first number, value, ...]',
  accepts: (value: unknown): value is Run =>
    Array.isArray(value) && typeof value[0] === 'string' && Number.isInteger(value[1]) && value.length > 2,
};

const FIELDS = {
  life: string,
  to: optional(string),
  reborn: optional(boolean),
  path: array(string),
  at: number(),
  echo: optional(array(number())),
  values: optional(array(RUN)),
  held_ms: optional(number()),
  ack_within_ms: optional(number()),
  seen: optional(record(number())),
  beyond: optional(record(array(number()))),
  whole: optional(boolean),
  ask: optional(boolean),
  speaks_in_ms: optional(number()),
};

/** Throws an RpcError (12) on what is no such message. */
export function readGossip(body: Body): Gossip {
  const {
    life,
    to,
    reborn,
    path,
    at,
    echo,
    values,
    held_ms,
    ack_within_ms,
    seen,
    beyond,
    whole,
    ask,
    speaks_in_ms,
  } = check(body, FIELDS);
  const [echoed, heldMs] = echo ?? [];
  return {
    life,
    to,
    reborn: reborn ?? false,
    path,
    at,
    echo: echoed === undefined || heldMs === undefined ? undefined : { at: echoed, heldMs },
    runs: values ?? [],
    heldMs: held_ms ?? 0,
    ackWithinMs: ack_within_ms ?? 0,
    seen: seen ?? {},
    beyond: beyond ?? {},
    whole: whole ?? false,
    ask: ask ?? false,
    speaksInMs: speaks_in_ms,
  };
}
