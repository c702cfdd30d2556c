/**
 * Turns a node's output into messages: each line is parsed once, and validated as Maelstrom's own schema does (`src`
 * and `dest` strings, a `body`, perhaps an integer `id`, nothing else), but independently of other lines.
 */

import { isClientId, isObject, type Message, parseExact, printExact } from '../node/index.js';
import { diagnose } from './diagnoses/bad-line.js';
import type { Rejection } from './router.js';
import { excerpt, type Trouble } from './trouble.js';

const EXPECTED = 'one JSON object a line: {"src": "n1", "dest": "n2", "body": {"type": ...}}';
const LOG_HINT = 'if this is a log line, print it to stderr: stdout carries messages only';
const BODY_HINT = 'type, msg_id and in_reply_to belong inside body';
/** Body members that a node puts at the top level by mistake. */
const BODY_KEYS = ['type', 'msg_id', 'in_reply_to'] as const;

/**
 * The message of a line that a node printed, or what is wrong with the line. `number` is the line's number, from 1. A
 * line is not `intact` if bytes of it were not UTF-8. Never throws.
 */
export function parseLine(node: string, text: string, number: number, intact = true): Message | Trouble {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    return notJson(node, text, number, { intact, message: (error as Error).message });
  }
  const flaw = flawOf(value);
  if (flaw !== undefined) return malformed(node, number, text, { flaw, hint: hintFor(value) });
  return value as Message;
}

/** Tells the two outcomes of `parseLine` apart. */
export function isTrouble(result: Message | Trouble): result is Trouble {
  return 'kind' in result;
}

/** A line that is a message, of which some bytes were not UTF-8: it is delivered with U+FFFD for each of them. */
export function notUtf8(node: string, text: string, number: number): Trouble {
  return {
    node,
    kind: 'not-utf8',
    flaw: 'it has bytes that are not UTF-8',
    what: `${node} printed bytes that are not UTF-8 (line ${number} of its stdout): U+FFFD stands for each in the message`,
    text: excerpt(text),
    expected: 'JSON in UTF-8',
    hint: 'the node encodes its output otherwise, in Latin-1 perhaps: set the encoding of its stdout to UTF-8',
  };
}

/** Output without a line end, after which the stream was silent. */
export function noLineEnd(node: string, rest: Rest, number: number): Trouble {
  return {
    node,
    kind: 'no-line-end',
    flaw: 'its last line has no line end',
    what: `${node} printed ${characters(rest.length)} without a line end (line ${number} of its stdout), and waits`,
    text: excerpt(rest.start),
    expected: 'a message to end with \\n: without it the end of the message is unknown',
    hint: 'print "\\n" behind each message (println, puts, print), and flush stdout',
  };
}

/** Output without a line end: its length in characters, and its beginning. */
export interface Rest {
  readonly length: number;
  readonly start: string;
}

export function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

/** A node that keeps running after one of its message streams was closed. */
export function closedStream(node: string, stream: 'stdin' | 'stdout'): Trouble {
  const without =
    stream === 'stdin' ? 'no message reaches it any more' : 'no message of it can be read any more';
  return {
    node,
    kind: 'closed',
    flaw: `closed its ${stream} and runs on: ${without}`,
    what: `${node} closed its ${stream} and runs on: ${without}`,
    expected: `a node to keep its ${stream} open until Eddy stops it`,
    hint: `does it close its ${stream}, or hand it to a program of its own that has ended?`,
  };
}

export function tooLong(node: string, start: string, number: number): Trouble {
  return {
    node,
    kind: 'too-long',
    what: `${node} printed a line that is too long (line ${number} of its stdout), it was skipped`,
    flaw: 'it is too long and was skipped',
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
    flaw: `its ${field} does not exist`,
    text: excerpt(printExact(message)),
    expected: `${field} to be one of ${known}${field === 'dest' ? ', or the client that asked' : ''}`,
    hint:
      field === 'dest'
        ? 'names come from node_ids of init; a reply goes to the src of its request'
        : 'src must be the node_id that init gave',
  };
}

/** A message with the `src` of another endpoint. The network accepts it, as Maelstrom's does. */
export function foreign(node: string, message: Message, number?: number): Trouble {
  const { src, dest } = message;
  const line = number === undefined ? '' : ` (line ${number} of its stdout)`;
  const swapped = isClientId(src) && dest === node;
  return {
    node,
    kind: 'foreign-src',
    what: `${node} sent a message whose src is not ${node}, but ${JSON.stringify(src)}${line}`,
    flaw: swapped ? 'src and dest are swapped' : 'src is not the id of the node',
    text: excerpt(printExact(message)),
    expected: `src to be ${JSON.stringify(node)}${swapped ? ` and dest to be ${JSON.stringify(src)}` : ''}`,
    hint: swapped
      ? 'the src of a reply is the node itself, its dest is the src of the request'
      : 'src is the node_id that init gave to this node',
  };
}

function flawOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'it is a JSON array, not an object';
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

function notJson(
  node: string,
  text: string,
  number: number,
  found: { readonly intact: boolean; readonly message: string },
): Trouble {
  const trouble = {
    node,
    kind: 'not-json',
    flaw: 'it is not JSON',
    text: excerpt(text),
    expected: EXPECTED,
  } as const;
  if (text.trim() === '')
    return {
      ...trouble,
      flaw: 'it is empty',
      what: `${node} printed an empty line (line ${number} of its stdout)`,
      hint: 'print one line end behind each message, and none before it',
    };
  const known = diagnose(text, found.intact);
  if (known !== undefined)
    return {
      ...trouble,
      flaw: known.flaw,
      what: `${node} printed a line that ${known.flaw} (line ${number} of its stdout)`,
      ...(known.legible !== undefined && { text: excerpt(known.legible) }),
      hint: known.hint,
    };
  return {
    ...trouble,
    what: `${node} printed a line that is not JSON (line ${number} of its stdout: ${found.message})`,
    hint: LOG_HINT,
  };
}

/** The hint for a line that is JSON, but not a message. */
function hintFor(value: unknown): string {
  if (Array.isArray(value)) return 'print each message on a line of its own, without [ and ]';
  if (typeof value === 'string' && /^\s*[{[]/.test(value))
    return 'the string holds JSON: the message was encoded twice, encode it once';
  if (!isObject(value)) return LOG_HINT;
  if (BODY_KEYS.some((key) => key in value)) return BODY_HINT;
  if (isObject(value['body'])) {
    if (typeof value['src'] !== 'string') return 'src is the node_id that init gave, a string';
    if (typeof value['dest'] !== 'string') return 'dest is a string: of a reply, the src of its request';
    return 'a message has src, dest and body alone; all else belongs inside body';
  }
  return 'src' in value || 'dest' in value ? BODY_HINT : LOG_HINT;
}

function malformed(
  node: string,
  number: number,
  text: string,
  { flaw, hint }: { readonly flaw: string; readonly hint: string },
): Trouble {
  return {
    node,
    kind: 'malformed',
    what: `${node} printed a line that is no message (line ${number} of its stdout): ${flaw}`,
    flaw,
    text: excerpt(text),
    expected: EXPECTED,
    hint,
  };
}
