/** The trace of a cluster that runs in this process: each message when its end is known, each fault when it happens. */

import type { DropReason, Envelope, Journal } from '../../router/index.js';
import { mayLoseDigits, textAt } from '../json-text.js';
import { Formatter } from '../trace/format.js';
import type { ChalkInstance } from '../colors.js';

interface Open {
  readonly envelope: Envelope;
  readonly sentAt: number;
}

export class LiveTrace implements Journal {
  readonly #formatter: Formatter;
  readonly #write: (line: string) => void;
  /** Clients' requests and replies are shown too. */
  readonly #open = new Map<number, Open>();

  constructor(write: (line: string) => void, colors: ChalkInstance, width: number | undefined) {
    this.#formatter = new Formatter(colors, width);
    this.#write = write;
  }

  send(time: number, envelope: Envelope): void {
    this.#open.set(envelope.id, { envelope, sentAt: time });
  }

  receive(time: number, envelope: Envelope): void {
    this.#end(envelope.id, { kind: 'delivered', at: time });
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    this.#end(envelope.id, { kind: 'dropped', at: time, reason });
  }

  fault(time: number, fault: string, text: string): void {
    this.#write(this.#formatter.fault({ type: 'fault', time, fault, text }));
  }

  #end(
    id: number,
    outcome:
      | { readonly kind: 'delivered'; readonly at: number }
      | { readonly kind: 'dropped'; readonly at: number; readonly reason: string },
  ): void {
    const open = this.#open.get(id);
    // The second copy of a message: its first end was shown.
    if (open === undefined) return;
    this.#open.delete(id);
    const { src, dest, body, text } = open.envelope;
    const exact = mayLoseDigits(text) ? { bodyText: textAt(text, ['body']) ?? '{}' } : {};
    this.#write(
      this.#formatter.journey({
        type: 'journey',
        message: { id, src, dest, body, ...exact },
        sentAt: open.sentAt,
        outcome,
        copies: 1,
      }),
    );
  }
}
