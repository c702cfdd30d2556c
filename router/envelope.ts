/**
 * A message under way: what was sent, and the number that the network gave it.
 *
 * `text` is the sender's own line with `id` put in front, so that what JavaScript cannot hold (integers past 2^53,
 * the spelling of numbers, the order of keys) reaches the receiver as it was written. Messages that never were a
 * line, those of clients and simulated nodes, get theirs when somebody asks. `line` is what arrives: the text, unless
 * it was damaged.
 */

import { type Body, isClientId, membersOf, type Message, printExact } from '../node/index.js';
import { type Damage, damaged } from './damage.js';
import { jsonCopy } from './json-copy.js';

/** A message that the network has accepted. It is what endpoints are given and what the journal records. */
export class Envelope {
  /** The number that the network gave it: 0, 1, 2, ... in the order of acceptance. */
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
  readonly #damages: readonly Damage[];
  #text: string | undefined;
  #line: string | undefined;

  constructor(
    id: number,
    message: Message,
    line?: string,
    repeated = false,
    copies = 1,
    damages: readonly Damage[] = [],
  ) {
    this.id = id;
    this.src = message.src;
    this.dest = message.dest;
    this.body = message.body;
    this.forClient = isClientId(message.src) || isClientId(message.dest);
    this.repeated = repeated;
    this.copies = copies;
    this.#damages = damages;
    this.#text = line === undefined ? undefined : `{"id":${id},${withoutId(line, message)}`;
  }

  /** The whole message as it was sent, as one line of JSON. */
  get text(): string {
    this.#text ??= printExact({ id: this.id, src: this.src, dest: this.dest, body: this.body });
    return this.#text;
  }

  /** What arrives is not what was sent. */
  get isDamaged(): boolean {
    return this.#damages.length > 0;
  }

  /** The line that arrives. It may be no message, and no JSON, if it was damaged. */
  get line(): string {
    this.#line ??= this.#damages.reduce(damaged, this.text);
    return this.#line;
  }

  /** A copy for a second delivery: changes that the first receiver makes to its body do not reach the second. */
  copy(): Envelope {
    const message = { src: this.src, dest: this.dest, body: jsonCopy(this.body) };
    const copy = new Envelope(this.id, message, undefined, true, this.copies, this.#damages);
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
