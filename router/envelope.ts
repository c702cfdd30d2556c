/**
 * A message under way: the sent message, and the number that the network gave it.
 *
 * `text` is the sender's own line with `id` put in front, so that data that JavaScript cannot hold (integers past
 * 2^53, the spelling of numbers, the order of keys) reaches the receiver unchanged. Messages of clients and simulated
 * nodes have no line; their text is made when it is first read.
 */

import { type Body, isClientId, membersOf, type Message, printExact } from '../node/index.js';
import { jsonCopy } from './json-copy.js';

export class Envelope {
  readonly id: number;
  readonly src: string;
  readonly dest: string;
  readonly body: Body;
  /** The sender or the receiver is a client. */
  readonly forClient: boolean;
  /** The network delivers it a second time. */
  readonly repeated: boolean;
  /** How often it will be delivered or dropped: more than once if it was duplicated. */
  readonly copies: number;
  #text: string | undefined;

  constructor(id: number, message: Message, line?: string, repeated = false, copies = 1) {
    this.id = id;
    this.src = message.src;
    this.dest = message.dest;
    this.body = message.body;
    this.forClient = isClientId(message.src) || isClientId(message.dest);
    this.repeated = repeated;
    this.copies = copies;
    this.#text = line === undefined ? undefined : `{"id":${id},${withoutId(line, message)}`;
  }

  /** The whole message as one line of JSON. */
  get text(): string {
    this.#text ??= printExact({ id: this.id, src: this.src, dest: this.dest, body: this.body });
    return this.#text;
  }

  /** A copy for a second delivery: changes that the first receiver makes to its body do not reach the second. */
  copy(): Envelope {
    const message = { src: this.src, dest: this.dest, body: jsonCopy(this.body) };
    const copy = new Envelope(this.id, message, undefined, true, this.copies);
    copy.#text = this.#text;
    return copy;
  }

  /** Its approximate size in memory, in characters. */
  get size(): number {
    return this.#text?.length ?? 0;
  }
}

/** The line after its opening brace, without the `id` that its sender may have put there. */
function withoutId(line: string, message: Message): string {
  const inside = line.slice(line.indexOf('{') + 1).trimEnd();
  return message.id === undefined ? inside : cutTopLevelId(inside);
}

/** Rare: nodes do not number messages for the network. */
function cutTopLevelId(inside: string): string {
  const members = membersOf(`{${inside}`).filter(({ key }) => key !== 'id');
  return `${members.map(({ text }) => text).join(',')}}`;
}
