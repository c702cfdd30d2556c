/** Requests of clients that wait for replies. A request to a node that dies is given up at once. */

import type { Message } from '../../node/index.js';
import type { DropReason, Envelope, Journal } from '../../router/index.js';
import { printable } from '../text/printable.js';

/** Faults whose text begins with the name of a node that loses its open requests. */
const DEADLY = new Set(['kill', 'restart', 'crash']);

export class OpenRequests implements Journal {
  /** The node of each request, by client and msg_id. */
  readonly #nodes = new Map<string, string>();
  readonly #say: (line: string) => void;
  #whenNone: () => void = () => {};

  /** `say` is called for each request that is given up. */
  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get size(): number {
    return this.#nodes.size;
  }

  add({ src, dest, body }: Message): void {
    if (body.msg_id !== undefined) this.#nodes.set(key(src, body.msg_id), dest);
  }

  /** A message came for this client; if it replies to a request, that one is removed. */
  answered(client: string, inReplyTo: unknown): void {
    this.#end(key(client, inReplyTo));
  }

  /** The message could not be sent. */
  cancel({ src, body }: Message): void {
    this.#end(key(src, body.msg_id));
  }

  /** Called once, when no request is open any more: now, or later. */
  whenNone(callback: () => void): void {
    this.#whenNone = callback;
    this.#check();
  }

  send(): void {}

  receive(): void {}

  drop(_time: number, { src, dest, body }: Envelope, reason: DropReason): void {
    const request = key(src, body.msg_id);
    if (this.#nodes.has(request)) this.#giveUp(request, dest, reason);
  }

  fault(_time: number, fault: string, text: string): void {
    if (!DEADLY.has(fault)) return;
    const [node = ''] = text.split(' ');
    for (const [request, asked] of this.#nodes) if (asked === node) this.#giveUp(request, node, 'dead');
  }

  #giveUp(request: string, node: string, reason: string): void {
    const [client, msgId] = JSON.parse(request) as [string, unknown];
    const who = `${printable(String(msgId))} of ${client}`;
    this.#say(`? request ${who} will not be answered: ${node} did not get it, or forgot it (${reason})`);
    this.#end(request);
  }

  #end(request: string): void {
    if (this.#nodes.delete(request)) this.#check();
  }

  #check(): void {
    if (this.#nodes.size > 0) return;
    const callback = this.#whenNone;
    this.#whenNone = () => {};
    callback();
  }
}

function key(client: string, msgId: unknown): string {
  return JSON.stringify([client, msgId]);
}
