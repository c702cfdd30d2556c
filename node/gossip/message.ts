/**
 * The one message of the gossip: any part may be missing, and it does the same whether it comes once or twice, early or
 * late.
 *
 *     life           which life of the sender this is; `to` is the receiver's, as far as the sender knows
 *     reborn         the receiver lived before, and the sender knew it then
 *     path           the sender's path to its root: its delegate, that one's delegate, ...
 *     at, echo       the sender's time in milliseconds; the receiver's last stamp, and how long ago that came
 *     values         runs [origin, first number, value, value, ...]
 *     no, anew       the number of a message with values on its link; it repeats whatever earlier ones held
 *     got            the sender has all numbered messages up to this one
 *     held_ms        how long the oldest value has waited so far, travel not counted
 *     ack_within_ms  when the sender wants to know that they came
 *     seen           how many values of each origin the sender has without a gap; `beyond`, the numbers after a gap
 *     ask            the receiver shall answer at once, with what the sender lacks and a complete digest
 *     doubt          the sender suspects the receiver: it does not hear it, or did not until now
 *     torn           the sender knows of a part of the cluster that it cannot reach
 *     speaks_in_ms   when the sender speaks to its children next
 */

import type { Body } from '../protocol/message.js';
import { array, boolean, check, integer, number, optional, record, string } from '../shape.js';

/** Values of one origin with consecutive numbers, as they travel: origin, first number, values. */
export type Run = readonly [origin: string, first: number, ...values: unknown[]];

/** What its sender has, by origin: `seen` values without a gap, and the numbers `beyond` it. */
export interface Digest {
  readonly seen: Readonly<Record<string, number>>;
  readonly beyond: Readonly<Record<string, readonly number[]>>;
}

/** A message as values. Times are milliseconds. */
export interface Gossip {
  readonly life: string;
  readonly to: string | undefined;
  readonly reborn: boolean;
  readonly path: readonly string[];
  readonly at: number;
  readonly echo: { readonly at: number; readonly heldMs: number } | undefined;
  readonly runs: readonly Run[];
  readonly no: number | undefined;
  readonly anew: boolean;
  readonly got: number;
  readonly heldMs: number;
  readonly ackWithinMs: number;
  readonly digest: Digest | undefined;
  readonly ask: boolean;
  readonly doubt: boolean;
  readonly torn: boolean;
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
  no: optional(integer({ min: 1 })),
  anew: optional(boolean),
  got: optional(integer({ min: 0 })),
  held_ms: optional(number()),
  ack_within_ms: optional(number()),
  seen: optional(record(number())),
  beyond: optional(record(array(number()))),
  ask: optional(boolean),
  doubt: optional(boolean),
  torn: optional(boolean),
  speaks_in_ms: optional(number()),
};

/**
 * Where the values of a message are, as data for tools that search the messages of any program: in a body of this
 * `type` whose `mark` is a string, the member `runs` holds arrays, and these hold values from index `first` on. No
 * other member does.
 */
export const GOSSIP_VALUES = { type: 'gossip', mark: 'life', runs: 'values', first: 2 } as const;

/** The body of the message. Empty parts are left out, so that most messages are short. */
export function writeGossip(gossip: Gossip): Body {
  const { life, to, path, at, echo, runs, no, got, digest, speaksInMs } = gossip;
  return {
    type: GOSSIP_VALUES.type,
    ...(runs.length > 0 && { values: runs }),
    ...(no !== undefined && { no }),
    ...(gossip.anew && { anew: true }),
    ...(got > 0 && { got }),
    ...(digest !== undefined && { seen: digest.seen }),
    ...(digest !== undefined && Object.keys(digest.beyond).length > 0 && { beyond: digest.beyond }),
    ...(gossip.ask && { ask: true }),
    ...(gossip.doubt && { doubt: true }),
    ...(gossip.torn && { torn: true }),
    ...(gossip.reborn && { reborn: true }),
    ...(to !== undefined && { to }),
    path,
    life,
    at,
    ...(echo !== undefined && { echo: [echo.at, tenths(echo.heldMs)] }),
    ...(runs.length > 0 && { held_ms: tenths(gossip.heldMs), ack_within_ms: gossip.ackWithinMs }),
    ...(speaksInMs !== undefined && { speaks_in_ms: tenths(speaksInMs) }),
  };
}

/** Rounded to tenths, so that messages stay short. */
export function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** The message of a body. Throws an RpcError (12) if the body is malformed. */
export function readGossip(body: Body): Gossip {
  const fields = check(body, FIELDS);
  const { life, to, path, at, echo, values, no, seen, beyond, speaks_in_ms: speaksInMs } = fields;
  const [echoed, heldMs] = echo ?? [];
  return {
    life,
    to,
    reborn: fields.reborn ?? false,
    path,
    at,
    echo: echoed === undefined || heldMs === undefined ? undefined : { at: echoed, heldMs },
    runs: values ?? [],
    no,
    anew: fields.anew ?? false,
    got: fields.got ?? 0,
    heldMs: fields.held_ms ?? 0,
    ackWithinMs: fields.ack_within_ms ?? 0,
    digest: seen === undefined ? undefined : { seen, beyond: beyond ?? {} },
    ask: fields.ask ?? false,
    doubt: fields.doubt ?? false,
    torn: fields.torn ?? false,
    speaksInMs,
  };
}
