/**
 * The messages of the Maelstrom protocol, as values.
 *
 * One JSON object a line: `src` and `dest` name endpoints, `body` is any object. Three keys of a body are reserved:
 * `type`, `msg_id` (the sender's own number for a request) and `in_reply_to` (the `msg_id` that a reply answers).
 * Reading lines is `lines.ts`, judging what a node printed is the router's ingress; here are only the shapes.
 */

import { parseExact } from './exact-json.js';

/** The payload of a message: any JSON object. An integer past 2^53 in it is a bigint. */
export interface Body {
  readonly type?: string;
  readonly msg_id?: MessageNumber;
  readonly in_reply_to?: MessageNumber;
  readonly [key: string]: unknown;
}

/** A sender's own number of a message. Some programs number by the nanosecond, which is past 2^53. */
export type MessageNumber = number | bigint;

/** What travels between two endpoints. `id` is the network's own number, present on everything it delivers. */
export interface Message {
  readonly id?: number;
  readonly src: string;
  readonly dest: string;
  readonly body: Body;
}

/** Whether a JSON value is an object, and not null or an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Endpoint ids that begin with `c` are clients: no latency, no partitions, counted apart. */
export function isClientId(id: string): boolean {
  return id.charCodeAt(0) === 99;
}

/** The message of a line that came to a node; for a line that is none, a string that says what is wrong with it. */
export function readMessage(text: string): Message | string {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    return `not JSON (${(error as Error).message})`;
  }
  if (!isObject(value)) return 'expected a JSON object';
  const { src, dest, body } = value;
  if (typeof src !== 'string' || typeof dest !== 'string' || !isObject(body)) {
    return 'expected an object with src, dest and body';
  }
  return { src, dest, body };
}

/** What a node writes to its log about a line that is no message. `flaw` is what `readMessage` says of it. */
export function unreadableLine(number: number, flaw: string, text: string): string {
  return `input line ${number}: ${flaw}: ${text.slice(0, 200)}`;
}
