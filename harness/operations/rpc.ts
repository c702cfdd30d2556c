/**
 * Requests of a workload with their schemas, and the outcome of an operation whose request fails.
 *
 * A reply must have exactly the fields of its schema (and `in_reply_to`, perhaps `msg_id`), as on Maelstrom:
 * docs/protocol.md, section "Requests and replies".
 */

import { z } from 'zod';
import { fitted } from '../text/clipped.js';
import { valueAt } from '../text/value-at.js';
import { type Body, printExact, RpcError } from '../../node/index.js';
import type { Client } from '../../router/index.js';
import type { MalformedReply, ThrownByClient } from './history.js';

/** The most characters of a reply that a diagnosis quotes. */
const QUOTED = 160;
/** Characters of a reply in an error. */
const SENT = 500;

/** Any JSON value; it must be present. */
export const present = z.custom<unknown>((value) => value !== undefined, 'missing');

/** An integer of any size: past 2^53 it is a bigint. */
export const integer = z.custom<number | bigint>(
  (value) => typeof value === 'bigint' || Number.isInteger(value),
  'expected an integer',
);

/** An array; null counts as an empty one, as with Maelstrom's schemas. */
export function list<T extends z.ZodType>(item: T): z.ZodType<z.output<T>[]> {
  // If elements may be anything, none is checked: reads of sets return thousands of them, thousands of times.
  const array = (item as unknown) === present ? z.custom(Array.isArray, 'expected array') : z.array(item);
  return z.preprocess((value) => (value === null ? [] : value), array) as unknown as z.ZodType<z.output<T>[]>;
}

export interface Rpc<Fields> {
  readonly type: string;
  readonly timeoutMs: number;
  /** The required fields of a reply. */
  readonly fields: readonly string[];
  readonly response: z.ZodType<Fields>;
}

/** A kind of request: its type, and the fields of its reply beside the reserved ones. */
export function rpc<Shape extends z.core.$ZodLooseShape>(
  type: string,
  responseFields: Shape,
  timeoutMs = 5000,
): Rpc<z.output<z.ZodObject<Shape>>> {
  const response = z.strictObject({
    ...responseFields,
    type: z.literal(`${type}_ok`),
    in_reply_to: integer,
    msg_id: integer.optional(),
  });
  const fields = ['type', 'in_reply_to', ...Object.keys(responseFields)];
  return {
    type,
    timeoutMs,
    fields,
    response: response as unknown as z.ZodType<z.output<z.ZodObject<Shape>>>,
  };
}

/** The node answered, but the reply does not match its schema. */
export class MalformedResponseError extends Error {
  readonly reply: MalformedReply;

  constructor(
    node: string,
    request: Body,
    reply: Body,
    { rpc, error }: { rpc: Rpc<unknown>; error: z.ZodError },
  ) {
    const flaws = error.issues
      .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
      .join('; ');
    const text = printExact(reply);
    super(`malformed reply from ${node} to ${printExact(request)}: ${flaws}. It sent ${fitted(text, SENT)}`);
    this.name = 'MalformedResponseError';
    this.reply = {
      node,
      request: rpc.type,
      flaw: error.issues.flatMap((issue) => flawsOf(issue, reply, rpc.type)).join('; '),
      cure: `a reply of type ${rpc.type}_ok has the fields ${rpc.fields.join(', ')}, perhaps msg_id, and no others`,
      text: fitted(text, QUOTED),
    };
  }
}

/** The flaw without the actual value: the same words for each reply with the same flaw. */
function flawsOf(issue: z.core.$ZodIssue, reply: Body, request: string): readonly string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `the field ${JSON.stringify(key)} is not part of ${request}_ok`);
  const path = issue.path.join('.') || 'body';
  const came = valueAt(reply, issue.path);
  if (came === undefined) return [`${path} is missing`];
  if (path === 'type') return [`type is ${printExact(came)}, expected "${request}_ok"`];
  return [`${path} is ${kindOf(came)} (${issue.message.replace(/^Invalid input: /, '')})`];
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * Sends the request and resolves with the fields of its reply. Rejects as `Client.rpc` does, or when they are wrong.
 */
export async function call<Fields>(
  client: Client,
  node: string,
  rpc: Rpc<Fields>,
  fields: Body,
): Promise<Fields & Body> {
  const request = { type: rpc.type, ...fields };
  const reply = await client.rpc(node, request, rpc.timeoutMs);
  const checked = rpc.response.safeParse(reply);
  if (!checked.success) throw new MalformedResponseError(node, request, reply, { rpc, error: checked.error });
  return checked.data as Fields & Body;
}

/** How an operation ended. */
export interface Completion {
  readonly type: 'ok' | 'fail' | 'info';
  readonly value?: unknown;
  readonly error?: string | readonly [string, string];
  readonly exception?: ThrownByClient;
}

/** How a workload treats an error: as the error states; always as a failure; or always as unknown. */
export type ErrorPolicy = 'as-told' | 'idempotent' | 'unknown';

/**
 * The outcome of an operation whose request failed. An idempotent one that may or may not have happened counts as
 * failed: it changed nothing either way.
 */
export function failure(error: unknown, policy: ErrorPolicy): Completion {
  if (error instanceof RpcError && policy !== 'unknown') {
    // Code 0 from the client itself is a timeout; a node may send that code too, with a text of its own.
    const told: Completion['error'] =
      error.code === 0 && error.body === undefined ? 'net-timeout' : [error.kind.name, error.message];
    return { type: error.definite || policy === 'idempotent' ? 'fail' : 'info', error: told };
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const reply = error instanceof MalformedResponseError && { reply: error.reply };
  return { type: 'info', error: `indeterminate: ${message}`, exception: { name, message, ...reply } };
}
