/** What a journal says of some values and some operations, gathered in one reading. */

import { type Body, isClientId, parseExact } from '../../node/index.js';
import { JsonMap } from '../checkers/json-value.js';
import type { History } from '../operations/history.js';
import type { JournalEvent, SentMessage } from '../store/journal-reader.js';
import { Fate, Fates } from '../trace/fates.js';
import { OperationFinder } from '../trace/operation-finder.js';
import { CarriedValues } from './carried-values.js';
import { type Carry, Spread } from './spread.js';

class CarryingMessage extends Fate {
  readonly #carries: { readonly carry: Carry; readonly spread: Spread }[] = [];

  add(carry: Carry, spread: Spread): void {
    this.#carries.push({ carry, spread });
    spread.add(carry);
  }

  get isEmpty(): boolean {
    return this.#carries.length === 0;
  }

  reached(at: number): void {
    for (const { carry, spread } of this.#carries) spread.reached(carry, at);
  }
}

export class Witness {
  /** By the places of the values in the list. */
  readonly spreads: readonly Spread[];
  readonly #values: CarriedValues;
  /** Names of operations that add values: of what clients send, nothing else brings one. */
  readonly #additions = new Set<unknown>();
  readonly #places = new JsonMap<number>();
  readonly #placeOf = new Map<number, number>();
  readonly #finder: OperationFinder;
  readonly #fates = new Fates<CarryingMessage>();
  readonly #nodes = new Map<number, string>();
  readonly #lastSentTo = new Map<string, number>();

  constructor(values: readonly unknown[], history: History) {
    this.#values = new CarriedValues(values);
    this.spreads = values.map(() => new Spread());
    this.#finder = new OperationFinder(history);
    for (const [place, value] of values.entries()) this.#places.set(value, place);
    for (const { index, type, process, f, value } of history) {
      if (type !== 'invoke' || process === 'nemesis' || f === 'read') continue;
      const place = this.#places.get(value);
      if (place === undefined) continue;
      this.#additions.add(f);
      this.#placeOf.set(index, place);
    }
  }

  /** To be given all events of a journal, in order. */
  see(event: JournalEvent): void {
    if (event.type === 'send') this.#send(event.message, event.time, event.copies);
    else if (event.type !== 'fault') {
      const delivered = event.type === 'recv';
      const message = this.#fates.ended(event.id, event.time, delivered ? undefined : event.reason);
      if (delivered) message?.reached(event.time);
    }
  }

  /** The node that was asked in the operation of this invocation; undefined if the journal shows no request for it. */
  nodeOf(invocation: number): string | undefined {
    return this.#nodes.get(invocation);
  }

  /** When anything but a client last sent a message to the node; undefined if nothing ever did. */
  lastSentTo(node: string): number | undefined {
    return this.#lastSentTo.get(node);
  }

  #send(message: SentMessage, sentAt: number, copies: number | undefined): void {
    const { id, src, dest } = message;
    const operation = this.#finder.of(message, sentAt);
    const fromClient = isClientId(src);
    if (operation !== undefined && fromClient) this.#nodes.set(operation, dest);
    if (!fromClient) this.#lastSentTo.set(dest, sentAt);
    // What a node replies to a client brings the value to no other node.
    if (isClientId(dest)) return;
    const { places, guessed } = fromClient
      ? { places: this.#addedBy(message, operation), guessed: NONE }
      : this.#values.in(exactBody(message));
    if (places.size === 0) return;
    const fate = new CarryingMessage(copies);
    for (const place of places) {
      const spread = this.spreads[place];
      // A node cannot pass on what it has not got: the number in it is another.
      if (spread === undefined || !(fromClient || spread.holds(src))) continue;
      fate.add({ id, src, dest, sentAt, fate, isGuess: guessed.has(place) }, spread);
    }
    if (!fate.isEmpty) this.#fates.sent(id, fate);
  }

  /** The values that a client's request adds: what its operation adds, or what a request of an addition's name carries. */
  #addedBy(message: SentMessage, operation: number | undefined): ReadonlySet<number> {
    const place = operation === undefined ? undefined : this.#placeOf.get(operation);
    if (place !== undefined) return new Set([place]);
    if (!this.#additions.has(message.body.type)) return NONE;
    return this.#values.in(exactBody(message)).places;
  }
}

const NONE: ReadonlySet<number> = new Set();

function exactBody({ body, bodyText }: SentMessage): Body {
  return bodyText === undefined ? body : (parseExact(bodyText) as Body);
}
