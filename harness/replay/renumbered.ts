/**
 * Input in which the replies to a node's own requests, such as those of a service, have the numbers that the node
 * gives these requests in a replay.
 *
 * A node counts all its messages, and in a replay it sends them in another order: all requests of its clients come
 * before it has handled the first reply. A reply with the number of the run would reply to nothing. So the requests
 * of run and replay are matched by their contents, the first to the first, and the input is played again until
 * nothing changes.
 */

import { isObject, parseExact, printExact } from '../../node/index.js';
import { printable } from '../text/printable.js';

export interface Renumbered {
  readonly input: readonly string[];
  /** The number of messages whose number differs from the run's. */
  readonly changed: number;
}

/** A number that changes one request may change the requests that follow from its reply. */
const ROUNDS = 4;

/** `requests` are those of the run, as lines; `play` returns what the node prints for these lines. */
export async function renumbered(
  input: readonly string[],
  requests: readonly string[],
  play: (input: readonly string[]) => Promise<readonly string[]>,
): Promise<Renumbered> {
  const recorded = requests.flatMap(requestOf);
  const asked = new Set(recorded.map(({ dest, number }) => idOf(dest, number)));
  const replies = input.map(replyOf);
  if (!replies.some((reply) => reply !== undefined && asked.has(idOf(reply.src, reply.number))))
    return { input, changed: 0 };
  let current: Renumbered = { input, changed: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const numbers = numbersIn(recorded, (await play(current.input)).flatMap(requestOf));
    let changed = 0;
    const next = replies.map((reply, i) => {
      const line = input[i] ?? '';
      const number = reply && numbers.get(idOf(reply.src, reply.number));
      if (reply === undefined || number === undefined || number === reply.number) return line;
      changed++;
      return printable(printExact({ ...reply.message, body: { ...reply.body, in_reply_to: number } }));
    });
    const same = next.every((line, i) => line === current.input[i]);
    current = { input: next, changed };
    if (same) break;
  }
  return current;
}

interface Request {
  readonly dest: string;
  readonly number: unknown;
  /** Its contents, without its number. */
  readonly content: string;
}

/** The numbers of the run's requests, by receiver and number, with those of the replay. */
function numbersIn(recorded: readonly Request[], replayed: readonly Request[]): ReadonlyMap<string, unknown> {
  const waiting = new Map<string, unknown[]>();
  for (const { content, number } of replayed) {
    const alike = waiting.get(content) ?? [];
    alike.push(number);
    waiting.set(content, alike);
  }
  const numbers = new Map<string, unknown>();
  for (const { dest, number, content } of recorded) {
    const counterpart = waiting.get(content)?.shift();
    if (counterpart !== undefined) numbers.set(idOf(dest, number), counterpart);
  }
  return numbers;
}

function requestOf(line: string): readonly Request[] {
  const parts = partsOf(line);
  if (parts === undefined || typeof parts.message['dest'] !== 'string') return [];
  const { msg_id: number, ...said } = parts.body;
  const { dest } = parts.message;
  return number === undefined ? [] : [{ dest, number, content: printExact([dest, said]) }];
}

function replyOf(line: string):
  | {
      readonly src: string;
      readonly number: unknown;
      readonly message: JsonObject;
      readonly body: JsonObject;
    }
  | undefined {
  const parts = partsOf(line);
  if (parts === undefined || typeof parts.message['src'] !== 'string') return undefined;
  const number = parts.body['in_reply_to'];
  return number === undefined ? undefined : { ...parts, src: parts.message['src'], number };
}

type JsonObject = Readonly<Record<string, unknown>>;

function partsOf(line: string): { readonly message: JsonObject; readonly body: JsonObject } | undefined {
  try {
    const message = parseExact(line);
    if (!isObject(message) || !isObject(message['body'])) return undefined;
    return { message, body: message['body'] };
  } catch {
    // The output is not a request.
    return undefined;
  }
}

function idOf(node: string, number: unknown): string {
  return printExact([node, number]);
}
