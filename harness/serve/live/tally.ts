/** Converts a run's journal and history to the rows of the live view, and keeps the counts so far. Pure. */

import { clipped } from '../../text/clipped.js';
import { isClientId, SECOND } from '../../../node/index.js';
import type { FaultEvent, JournalEvent, SentMessage } from '../../store/journal-reader.js';
import { noted } from '../../faults/noted.js';
import { excerptOf } from './excerpt.js';
import type { Counts, Row } from './row.js';

const BODY = 160;
const NAME = 40;
const FAULT = 200;

export class Tally {
  #counts = { sent: 0, dropped: 0, invoked: 0, ok: 0, fail: 0, info: 0, faults: 0 };
  /** The outcomes of client messages are left out: they would be half of all rows. */
  readonly #clients = new Set<number>();

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** Takes an event of the network; gives the row to show, if any. */
  event(event: JournalEvent): Row | undefined {
    const at = event.time / SECOND;
    switch (event.type) {
      case 'send':
        return this.#send(event.message, at);
      case 'recv':
        if (this.#clients.delete(event.id)) return undefined;
        return { kind: 'receive', at, id: event.id, ...(event.line !== undefined && { damaged: true }) };
      case 'drop':
        if (this.#clients.delete(event.id)) return undefined;
        this.#counts.dropped++;
        return { kind: 'drop', at, id: event.id, reason: clipped(event.reason, NAME) };
      case 'fault':
        return this.#fault(event, at);
    }
  }

  /** Takes an operation of a client. */
  operation({ type, process }: Readonly<Record<string, unknown>>): void {
    if (process === 'nemesis') return;
    if (type === 'invoke') this.#counts.invoked++;
    else if (type === 'ok' || type === 'fail' || type === 'info') this.#counts[type]++;
  }

  #fault({ fault, text }: FaultEvent, at: number): Row {
    const { node, begins, lasts, ends } = noted(fault, text);
    // What ends a fault is journaled as one too, and so is a loss that is set to nothing.
    if (begins && !/with probability 0(?:,|$)/.test(text)) this.#counts.faults++;
    return {
      kind: 'fault',
      at,
      fault: clipped(fault, NAME),
      text: clipped(text, FAULT),
      ...(node !== undefined && { node: clipped(node, NAME) }),
      ...(lasts && { lasts }),
      ends,
    };
  }

  #send({ id, src, dest, body }: SentMessage, at: number): Row {
    const type = typeof body.type === 'string' ? clipped(body.type, NAME) : '(no type)';
    if (isClientId(src) || isClientId(dest)) {
      this.#clients.add(id);
      if (isClientId(src)) return { kind: 'request', at, node: clipped(dest, NAME), type };
      return { kind: type === 'error' ? 'error' : 'reply', at, node: clipped(src, NAME), type };
    }
    this.#counts.sent++;
    const { type: _, msg_id: __, ...rest } = body;
    return {
      kind: 'send',
      at,
      id,
      from: clipped(src, NAME),
      to: clipped(dest, NAME),
      type,
      body: excerptOf(rest, BODY),
    };
  }
}
