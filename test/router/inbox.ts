/** An endpoint for tests: keeps what is delivered, or refuses it for a reason. */

import type { Body } from '../../node/index.js';
import type { DropReason, Endpoint, Envelope } from '../../router/index.js';

export class Inbox implements Endpoint {
  readonly envelopes: Envelope[] = [];
  refusal: DropReason | undefined;
  onDelivery: (envelope: Envelope) => void = () => {};

  obstacle(): DropReason | undefined {
    return this.refusal;
  }

  deliver(envelope: Envelope): void {
    this.envelopes.push(envelope);
    this.onDelivery(envelope);
  }

  get bodies(): readonly Body[] {
    return this.envelopes.map(({ body }) => body);
  }

  get ids(): readonly number[] {
    return this.envelopes.map(({ id }) => id);
  }
}
