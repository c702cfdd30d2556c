/** A journal for tests: each event as a short line, and the envelopes that were delivered. */

import type { DropReason, Envelope, Journal } from '../../router/index.js';

export class RecordingJournal implements Journal {
  /** `0 send #3 n1>n2`, `5 recv #3`, `5 drop #4 dead`, `7 fault heal: all links are open`; times in nanoseconds. */
  readonly events: string[] = [];
  readonly received: Envelope[] = [];

  send(time: number, { id, src, dest }: Envelope): void {
    this.events.push(`${time} send #${id} ${src}>${dest}`);
  }

  receive(time: number, envelope: Envelope): void {
    this.events.push(`${time} recv #${envelope.id}`);
    this.received.push(envelope);
  }

  drop(time: number, { id }: Envelope, reason: DropReason): void {
    this.events.push(`${time} drop #${id} ${reason}`);
  }

  fault(time: number, fault: string, text: string): void {
    this.events.push(`${time} fault ${fault}: ${text}`);
  }

  /** The events of one kind without their times, which differ from run to run where they are live. */
  of(kind: 'send' | 'recv' | 'drop' | 'fault'): readonly string[] {
    return this.events
      .map((event) => event.slice(event.indexOf(' ') + 1))
      .filter((event) => event.startsWith(kind));
  }
}
