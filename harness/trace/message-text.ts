/**
 * The text of messages and faults: a body's members except its type and its numbers, times, durations.
 *
 * Nothing is escaped here for a terminal or a page: the caller does that.
 */

import { compactJson, membersOf, MILLISECOND, SECOND } from '../../node/index.js';
import type { FaultEvent, SentMessage } from '../store/journal-reader.js';

export interface Parts {
  readonly type: unknown;
  /** The body's `msg_id` and `in_reply_to`: as text where a number may have more digits than JavaScript can hold. */
  readonly request: unknown;
  readonly reply: unknown;
  /** All other members, as JSON. */
  readonly rest: string;
}

export function partsOf({ body, bodyText }: SentMessage): Parts {
  const { type, msg_id, in_reply_to, ...others } = body;
  if (bodyText === undefined) return { type, request: msg_id, reply: in_reply_to, rest: jsonText(others) };
  const members = membersOf(compactJson(bodyText));
  const exact = (key: string, value: unknown): unknown =>
    typeof value === 'number' ? members.findLast((member) => member.key === key)?.value : value;
  const rest = members
    .filter(({ key }) => !RESERVED.has(key))
    .map(({ key, value }) => `${JSON.stringify(key)}:${value}`);
  return {
    type,
    request: exact('msg_id', msg_id),
    reply: exact('in_reply_to', in_reply_to),
    rest: `{${rest.join(',')}}`,
  };
}

const RESERVED = new Set(['type', 'msg_id', 'in_reply_to']);

export const TOO_DEEP = '(nested too deeply to show)';

/** The whole body, as JSON, numbers as they were sent. */
export function bodyJson({ body, bodyText }: SentMessage): string {
  return bodyText === undefined ? jsonText(body) : compactJson(bodyText);
}

/** A field that should be a short text or a number, but may hold any value. */
export function fieldText(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value);
}

/** A text such as `latency is 100 ms` already names its subject. */
export function faultText({ fault, text }: Pick<FaultEvent, 'fault' | 'text'>): string {
  return text.startsWith(`${fault} `) ? text : `${fault} ${text}`;
}

/** JSON.parse reads values that are nested a million levels deep; JSON.stringify overflows the stack on them. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return TOO_DEEP;
  }
}

export function seconds(nanoseconds: number): string {
  return (nanoseconds / SECOND).toFixed(3);
}

/** With a space in front; empty if it took almost no time. */
export function elapsed(nanoseconds: number): string {
  const ms = nanoseconds / MILLISECOND;
  if (ms < 0.05) return '';
  if (ms < 10) return ` ${Number(ms.toFixed(1))} ms`;
  return ms < 10_000 ? ` ${Math.round(ms)} ms` : ` ${(ms / 1000).toFixed(1)} s`;
}
