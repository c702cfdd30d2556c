/**
 * Where a node's output becomes a message: one line is parsed once, and judged as Maelstrom's own schema does (`src` and
 * `dest` strings, a `body`, perhaps an integer `id`, nothing else), but for itself alone.
 */

import { isObject, type Message, parseExact, printExact } from '../node/index.js';
import type { Rejection } from './router.js';
import { excerpt, type Trouble } from './trouble.js';

const EXPECTED = 'one JSON object a line: {"src": "n1", "dest": "n2", "body": {"type": ...}}';

/** The message of a line, or what is wrong with the line. */
export function parseLine(node: string, text: string, number: number): Message | Trouble {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    return {
      node,
      kind: 'not-json',
      what: `${node} printed a line that is not JSON (line ${number} of its stdout: ${(error as Error).message})`,
      text: excerpt(text),
      expected: EXPECTED,
      hint: 'if this is a log line, print it to stderr: stdout carries messages only',
    };
  }
  const flaw = flawOf(value);
  if (flaw !== undefined) return malformed(node, number, text, flaw);
  return value as Message;
}

export function isTrouble(result: Message | Trouble): result is Trouble {
  return 'kind' in result;
}

export function tooLong(node: string, start: string, number: number): Trouble {
  return {
    node,
    kind: 'too-long',
    what: `${node} printed a line that is too long (line ${number} of its stdout), it was skipped`,
    text: `${start}…`,
    expected: 'lines of at most 64 Mi characters',
    hint: 'is a line end missing between messages?',
  };
}

/** A message that the router did not accept. */
export function rejected(
  node: string,
  message: Message,
  rejection: Rejection,
  endpoints: readonly string[],
  number?: number,
): Trouble {
  const field = rejection === 'unknown-dest' ? 'dest' : 'src';
  const line = number === undefined ? '' : ` (line ${number} of its stdout)`;
  const known = endpoints.filter((id) => !id.startsWith('c')).join(', ');
  return {
    node,
    kind: rejection,
    what: `${node} sent a message whose ${field} does not exist: ${printExact(message[field])}${line}`,
    text: excerpt(printExact(message)),
    expected: `${field} to be one of ${known}${field === 'dest' ? ', or the client that asked' : ''}`,
    hint:
      field === 'dest'
        ? 'names come from node_ids of init; a reply goes to the src of its request'
        : 'src must be the node_id that init gave',
  };
}

function flawOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is not a JSON object';
  if (typeof value['src'] !== 'string') return 'src is not a string';
  if (typeof value['dest'] !== 'string') return 'dest is not a string';
  if (!isObject(value['body'])) return 'body is not an object';
  for (const key in value) {
    if (key === 'src' || key === 'dest' || key === 'body') continue;
    if (key !== 'id') return `the key ${JSON.stringify(key)} is not part of a message`;
    if (!Number.isInteger(value['id']) && typeof value['id'] !== 'bigint') return 'id is not an integer';
  }
  return undefined;
}

function malformed(node: string, number: number, text: string, flaw: string): Trouble {
  return {
    node,
    kind: 'malformed',
    what: `${node} printed a line that is no message (line ${number} of its stdout): ${flaw}`,
    text: excerpt(text),
    expected: EXPECTED,
    hint: 'type, msg_id and in_reply_to belong inside body',
  };
}
