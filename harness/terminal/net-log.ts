/** `--log-net-send` and `--log-net-recv`: each message as a line on stderr, as it is sent and as it arrives. */

import type { Envelope, Journal } from '../../router/index.js';
import { printable } from '../text/printable.js';

export class NetLog implements Journal {
  readonly #sends: boolean;
  readonly #receipts: boolean;
  readonly #write: (line: string) => void;

  constructor(
    options: { readonly sends: boolean; readonly receipts: boolean },
    write: (line: string) => void,
  ) {
    this.#sends = options.sends;
    this.#receipts = options.receipts;
    this.#write = write;
  }

  send(_time: number, envelope: Envelope): void {
    if (this.#sends) this.#write(`send ${printable(envelope.text)}`);
  }

  receive(_time: number, envelope: Envelope): void {
    if (this.#receipts) this.#write(`recv ${printable(envelope.line)}`);
  }

  drop(): void {}

  fault(): void {}
}
