/** The trace of a cluster in this process: each message when its end is known, each fault when it happens. */

import { mayLoseDigits, textAt } from '../../node/index.js';
import type { DropReason, Envelope, Journal } from '../../router/index.js';
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
  /** Shows clients' requests and replies too. */
  readonly #fates = new Fates<Sent>(0);

  constructor(write: (line: string) => void, colors: ChalkInstance, width: number | undefined) {
    this.#formatter = new Formatter(colors, width);
    this.#write = write;
  }

  send(time: number, envelope: Envelope): void {
    this.#fates.sent(envelope.id, new Sent(envelope, time));
  }

  receive(time: number, envelope: Envelope): void {
    this.#end(envelope.id, time, undefined, envelope.isDamaged ? envelope.line : undefined);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    this.#end(envelope.id, time, reason);
  }

  fault(time: number, fault: string, text: string): void {
    this.#write(this.#formatter.fault({ type: 'fault', time, fault, text }));
  }

  /** A message is shown once, as soon as no copy can change its outcome. */
  #end(id: number, at: number, reason?: DropReason, line?: string): void {
    const sent = this.#fates.ended(id, at, reason, line);
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
