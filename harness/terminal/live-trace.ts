/** The trace of a cluster that runs in this process: each message when its end is known, each fault when it happens. */

import type { DropReason, Envelope, Journal } from '../../router/index.js';
import { mayLoseDigits, textAt } from '../text/json-text.js';
import { Formatter } from '../trace/format.js';
import type { ChalkInstance } from '../text/colors.js';
import { Fate, Fates } from '../trace/fates.js';

class Sent extends Fate {
  readonly envelope: Envelope;
  readonly sentAt: number;
  isShown = false;

  constructor(envelope: Envelope, sentAt: number) {
    super(envelope.copies);
    this.envelope = envelope;
    this.sentAt = sentAt;
  }
}

export class LiveTrace implements Journal {
  readonly #formatter: Formatter;
  readonly #write: (line: string) => void;
  /** Clients' requests and replies are shown too. */
  readonly #fates = new Fates<Sent>(0);

  constructor(write: (line: string) => void, colors: ChalkInstance, width: number | undefined) {
    this.#formatter = new Formatter(colors, width);
    this.#write = write;
  }

  send(time: number, envelope: Envelope): void {
    this.#fates.sent(envelope.id, new Sent(envelope, time));
  }

  receive(time: number, envelope: Envelope): void {
    this.#end(envelope.id, time);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    this.#end(envelope.id, time, reason);
  }

  fault(time: number, fault: string, text: string): void {
    this.#write(this.#formatter.fault({ type: 'fault', time, fault, text }));
  }

  /** A message is shown once, as soon as none of its copies can change what became of it. */
  #end(id: number, at: number, reason?: DropReason): void {
    const sent = this.#fates.ended(id, at, reason);
    if (sent === undefined || sent.isShown || !sent.isSettled) return;
    sent.isShown = true;
    const { src, dest, body, text } = sent.envelope;
    const exact = mayLoseDigits(text) ? { bodyText: textAt(text, ['body']) ?? '{}' } : {};
    this.#write(
      this.#formatter.journey({
        type: 'journey',
        message: { id, src, dest, body, ...exact },
        sentAt: sent.sentAt,
        outcome: sent.outcome,
        copies: 1,
      }),
    );
  }
}
