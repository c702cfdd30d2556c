/**
 * What a run did, as a number: runs with the same shape of happens-before have the same. The shape is the set of pairs of events
 * that followed one another at a node, with the types of messages and without names, values and times.
 */

import type { Envelope, Journal } from '../../router/index.js';
import { fnv1a } from '../text/fnv1a.js';

export class Behaviour implements Journal {
  /** The last event at each node. */
  readonly #last = new Map<string, string>();
  readonly #pairs = new Set<string>();

  send(_time: number, { src, body, forClient }: Envelope): void {
    this.#event(src, `send ${typeOf(body)}${forClient ? ' client' : ''}`);
  }

  receive(_time: number, { dest, body, forClient, repeated }: Envelope): void {
    this.#event(dest, `recv ${typeOf(body)}${forClient ? ' client' : ''}${repeated ? ' again' : ''}`);
  }

  drop(_time: number, { dest, body }: Envelope, reason: string): void {
    this.#event(dest, `drop ${typeOf(body)} ${reason}`);
  }

  fault(_time: number, fault: string): void {
    this.#pairs.add(fault);
  }

  /** An unsigned integer of 32 bits. */
  get hash(): number {
    return fnv1a([...this.#pairs].toSorted().join('\n'));
  }

  #event(node: string, event: string): void {
    this.#pairs.add(`${this.#last.get(node) ?? ''}|${event}`);
    this.#last.set(node, event);
  }
}

function typeOf(body: Readonly<Record<string, unknown>>): string {
  return typeof body['type'] === 'string' ? body['type'] : '';
}
