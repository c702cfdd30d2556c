/** The journal's account of some values and some operations, gathered in one reading. */

import { type Body, isClientId, parseExact, readMessage } from '../../node/index.js';
import { JsonMap } from '../checkers/json-value.js';
import type { History } from '../operations/history.js';
import type { JournalEvent, SentMessage } from '../store/journal-reader.js';
import { Fate, Fates } from '../trace/fates.js';
import { OperationFinder } from '../trace/operation-finder.js';
import { CarriedValues } from './carried-values.js';
import { type Carry, Spread } from './spread.js';

class CarryingMessage extends Fate {
  readonly #carries: { readonly carry: Carry; readonly spread: Spread; readonly place: number }[] = [];

  add(carry: Carry, spread: Spread, place: number): void {
    this.#carries.push({ carry, spread, place });
    spread.add(carry);
  }

  get isEmpty(): boolean {
    return this.#carries.length === 0;
  }

  /** `intact`: the places of the values that arrived, if not all did. */
  reached(at: number, intact?: ReadonlySet<number>): void {
    for (const { carry, spread, place } of this.#carries) {
      if (intact !== undefined) carry.damage = intact.has(place) ? 'kept' : 'lost';
      if (carry.damage !== 'lost') spread.reached(carry, at);
    }
  }
}

export class Witness {
  /** By the indices of the values in the list. */
  readonly spreads: readonly Spread[];
  readonly #values: CarriedValues;
  /** Names of operations that add values: no other request of a client brings one. */
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

  /** Requires all events of a journal, in order. */
  see(event: JournalEvent): void {
    if (event.type === 'send') this.#send(event.message, event.time, event.copies);
    else if (event.type !== 'fault') {
      const reason = event.type === 'drop' ? event.reason : undefined;
      const message = this.#fates.ended(event.id, event.time, reason);
      if (event.type === 'recv') message?.reached(event.time, this.#intact(event.line));
    }
  }

  /**
   * The node that was asked in the operation of this invocation; undefined if the journal shows no request for it.
   */
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
    // A node's reply to a client brings the value to no other node.
    if (isClientId(dest)) return;
    const { places, guessed } = fromClient
      ? { places: this.#addedBy(message, operation), guessed: NONE }
      : this.#values.in(exactBody(message));
    if (places.size === 0) return;
    const fate = new CarryingMessage(copies);
    for (const place of places) {
      const spread = this.spreads[place];
      // A node cannot forward a value that it never received: the match is a coincidence.
      if (spread === undefined || !(fromClient || spread.holds(src))) continue;
      fate.add({ id, src, dest, sentAt, fate, isGuess: guessed.has(place) }, spread, place);
    }
    if (!fate.isEmpty) this.#fates.sent(id, fate);
  }

  /** The values that a damaged line carries; undefined if it was not damaged. */
  #intact(line: string | undefined): ReadonlySet<number> | undefined {
    if (line === undefined) return undefined;
    const message = readMessage(line);
    return typeof message === 'string' ? NONE : this.#values.in(message.body).places;
  }

  /**
   * The values that a client's request adds: what its operation adds, or what a request of an addition's name
   * carries.
   */
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
