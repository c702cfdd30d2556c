/** What a journal says of some values and some operations, gathered in one reading. */

import { isClientId } from '../../node/index.js';
import { JsonMap } from '../checkers/json-value.js';
import type { History } from '../history.js';
import type { JournalEvent } from '../store/journal-reader.js';
import { OperationFinder } from '../trace/operation-finder.js';
import { CarriedValues } from './carried-values.js';
import { type Carry, Spread } from './spread.js';

export class Witness {
  /** By the places of the values in the list. */
  readonly spreads: readonly Spread[];
  readonly #values: CarriedValues;
  readonly #finder: OperationFinder;
  /** Carries by message, of those under way. */
  readonly #open = new Map<number, readonly Carry[]>();
  readonly #nodes = new Map<number, string>();
  /** Places of values by the invocation that adds them: of what clients send, nothing else brings a value. */
  readonly #additions = new Map<number, number>();

  constructor(values: readonly unknown[], history: History) {
    this.#values = new CarriedValues(values);
    this.spreads = values.map(() => new Spread());
    this.#finder = new OperationFinder(history);
    const places = new JsonMap<number>();
    for (const [place, value] of values.entries()) places.set(value, place);
    for (const { index, type, process, f, value } of history) {
      const place = places.get(value);
      if (type === 'invoke' && process !== 'nemesis' && f !== 'read' && place !== undefined)
        this.#additions.set(index, place);
    }
  }

  /** To be told all events of a journal, in order. */
  see(event: JournalEvent): void {
    if (event.type === 'send') {
      const { time, message } = event;
      const { id, src, dest, body } = message;
      const operation = this.#finder.of(message, time);
      if (operation !== undefined && isClientId(src)) this.#nodes.set(operation, dest);
      // What a node tells a client brings the value to no other node.
      if (isClientId(dest)) return;
      const carries: Carry[] = [];
      for (const place of isClientId(src) ? this.#addedBy(operation) : this.#values.in(body)) {
        const spread = this.spreads[place];
        // Nobody passes on what he has not got: the number in it is another.
        if (spread === undefined || !(isClientId(src) || spread.holds(src))) continue;
        const carry: Carry = { id, src, dest, sentAt: time };
        spread.carries.push(carry);
        carries.push(carry);
      }
      if (carries.length > 0) this.#open.set(id, carries);
    } else if (event.type !== 'fault') {
      // A message that was duplicated ends twice: that a copy arrived counts, and the first that did.
      for (const carry of this.#open.get(event.id) ?? []) {
        if (carry.endedAt !== undefined && carry.dropped === undefined) continue;
        carry.endedAt = event.time;
        if (event.type === 'drop') carry.dropped = event.reason;
        else delete carry.dropped;
      }
    }
  }

  #addedBy(operation: number | undefined): readonly number[] {
    const place = operation === undefined ? undefined : this.#additions.get(operation);
    return place === undefined ? [] : [place];
  }

  /** The node that was asked in the operation of this invocation. */
  nodeOf(invocation: number): string | undefined {
    return this.#nodes.get(invocation);
  }
}
