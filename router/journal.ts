/**
 * What the network did, as it happens: each send, each delivery, each drop with its reason, each fault.
 *
 * The shape on disk is one JSON object a line. Only a send holds the message; what became of it refers to it by `id`:
 *
 *     {"time":4100000000,"type":"send","message":{"id":17,"src":"n1","dest":"n3","body":{...}}}
 *     {"time":4200000000,"type":"recv","id":17}
 *     {"time":4100000000,"type":"drop","id":17,"reason":"partition"}
 *     {"time":3200000000,"type":"fault","fault":"partition","text":"..."}
 *
 * A `recv` of a message that was damaged on its way holds the line that arrived, as a text: `"line":"{...}"`. Times
 * are nanoseconds since the run's zero. A message that was duplicated has `"copies":2` behind its type, and an end
 * for each.
 */

import type { Envelope } from './envelope.js';
import type { DropReason } from './rules/rule.js';

/**
 * Is called for everything that a network does, in order. Times are nanoseconds since the run's zero. Must not throw.
 */
export interface Journal {
  /** A message was accepted. */
  send(time: number, envelope: Envelope): void;
  /** A copy of a message was delivered. */
  receive(time: number, envelope: Envelope): void;
  /** A copy of a message was dropped. */
  drop(time: number, envelope: Envelope, reason: DropReason): void;
  /** A change of the network or of a node's state: `fault` is one word, `text` a sentence. */
  fault(time: number, fault: string, text: string): void;
}

/** Passes each event to several journals, in their order. */
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

/**
 * Writes each event as one line of JSON, without its line end, to a sink. The shape is at the head of this file.
 */
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
    const line = envelope.isDamaged ? `,"line":${JSON.stringify(envelope.line)}` : '';
    this.#write(`{"time":${time},"type":"recv","id":${envelope.id}${line}}`);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    this.#write(`{"time":${time},"type":"drop","id":${envelope.id},"reason":"${reason}"}`);
  }

  fault(time: number, fault: string, text: string): void {
    this.#write(JSON.stringify({ time, type: 'fault', fault, text }));
  }
}
