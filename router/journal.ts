/**
 * The record of the network's events in order: each send, each delivery, each drop with its reason, each fault.
 *
 * The shape on disk is one JSON object a line. Only a send holds the message; its outcomes refer to it by `id`:
 *
 *     {"time":4100000000,"type":"send","message":{"id":17,"src":"n1","dest":"n3","body":{...}}}
 *     {"time":4200000000,"type":"recv","id":17}
 *     {"time":4100000000,"type":"drop","id":17,"reason":"partition"}
 *     {"time":3200000000,"type":"fault","fault":"partition","text":"..."}
 *
 * Times are nanoseconds since the run's zero. A duplicated message has `"copies":2` after its type, and an outcome
 * for each.
 */

import type { Envelope } from './envelope.js';
import type { DropReason } from './rules/rule.js';

export interface Journal {
  send(time: number, envelope: Envelope): void;
  receive(time: number, envelope: Envelope): void;
  drop(time: number, envelope: Envelope, reason: DropReason): void;
  /** A change of the network or of a node's state: `fault` is one word, `text` a sentence. */
  fault(time: number, fault: string, text: string): void;
}

/** Passes each event to all of them, in order. */
export class Journals implements Journal {
  readonly #journals: readonly Journal[];

  constructor(journals: readonly Journal[]) {
    this.#journals = journals;
  }

  send(time: number, envelope: Envelope): void {
    for (const journal of this.#journals) journal.send(time, envelope);
  }

  receive(time: number, envelope: Envelope): void {
    for (const journal of this.#journals) journal.receive(time, envelope);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    for (const journal of this.#journals) journal.drop(time, envelope, reason);
  }

  fault(time: number, fault: string, text: string): void {
    for (const journal of this.#journals) journal.fault(time, fault, text);
  }
}

/** Writes each event as a line of JSON, without its line end, to a sink. */
export class NdjsonJournal implements Journal {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  send(time: number, envelope: Envelope): void {
    const copies = envelope.copies === 1 ? '' : `"copies":${envelope.copies},`;
    this.#write(`{"time":${time},"type":"send",${copies}"message":${envelope.text}}`);
  }

  receive(time: number, envelope: Envelope): void {
    this.#write(`{"time":${time},"type":"recv","id":${envelope.id}}`);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    this.#write(`{"time":${time},"type":"drop","id":${envelope.id},"reason":"${reason}"}`);
  }

  fault(time: number, fault: string, text: string): void {
    this.#write(JSON.stringify({ time, type: 'fault', fault, text }));
  }
}
