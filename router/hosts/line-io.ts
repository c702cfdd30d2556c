/**
 * A node's three streams, as processes and workers share them: lines out of stdout into the network, envelopes into
 * stdin, stderr to the log.
 *
 * Memory is bounded on both sides. What a node does not read is kept up to `INPUT_LIMIT`, then dropped and reported. What
 * it floods is read only as fast as the network gets rid of it (`Credit`).
 */

import type { Readable } from 'node:stream';
import { LineSplitter, SECOND, type Timer } from '../../node/index.js';
import { Credit } from '../credit.js';
import type { Envelope } from '../envelope.js';
import { ManyLines } from '../diagnoses/many-lines.js';
import {
  closedStream,
  foreign,
  isTrouble,
  noLineEnd,
  notUtf8,
  parseLine,
  rejected,
  tooLong,
} from '../ingress.js';
import type { Network } from '../network.js';
import type { DropReason } from '../rules/rule.js';
import type { Trouble } from '../trouble.js';
import type { HostListener, Printed } from './host.js';
import { drained, keepTail, readLines } from './node-streams.js';
import { RestWatch, type Unfinished } from './rest-watch.js';

/** Characters that may wait for a node to read them. */
const INPUT_LIMIT = 16 * 1024 * 1024;
/** Characters that a node may have under way in the network. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** What LineIo needs of a stream that it writes to. */
interface LineSink {
  /** Characters that wait to be read. */
  readonly writableLength: number;
  readonly destroyed: boolean;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface Streams {
  readonly stdin: LineSink;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Each line is written when it comes; otherwise those of one turn of the event loop together. */
  readonly prompt?: boolean;
}

export class LineIo {
  readonly stdoutTail: string[] = [];
  readonly stderrTail: string[] = [];
  readonly #node: string;
  readonly #network: Network;
  readonly #listener: HostListener;
  readonly #streams: Streams;
  readonly #credit: Credit;
  readonly #out: LineSplitter;
  readonly #watch: RestWatch;
  /** Lines that are no messages, and may be one message together. */
  readonly #manyLines = new ManyLines();
  /** Resolves when both outputs have been read to their end. */
  readonly #ended: Promise<unknown>;
  /** What will be said of streams that the node closed. */
  readonly #closings: Timer[] = [];
  #outgoing: string[] = [];
  #outgoingLength = 0;
  #held = false;
  /** The node was told to stand still. */
  #standing = false;
  #flooding = false;
  #closed = false;
  #overflowing = false;

  constructor(node: string, network: Network, listener: HostListener, streams: Streams) {
    this.#node = node;
    this.#network = network;
    this.#listener = listener;
    this.#streams = streams;
    this.#credit = new Credit(OUTPUT_LIMIT, {
      full: () => this.#setFlooding(true),
      free: () => this.#setFlooding(false),
    });
    streams.stdin.on('error', () => this.#closed || this.#afterClosing('stdin'));
    this.#out = new LineSplitter({
      line: (text, number, intact) => this.#takeLine(text, number, intact),
      tooLong: (start, number) => this.#listener.trouble(tooLong(this.#node, start, number)),
    });
    this.#watch = new RestWatch(network.clock, {
      look: () => this.#unfinished(),
      excused: () => this.#standing || this.#flooding,
      stays: (unfinished) => this.#tellUnfinished(unfinished),
    });
    const log = new LineSplitter({
      line: (text) => this.log(text),
      tooLong: (start) => this.log(`${start}…`),
    });
    const accepts = (): boolean => !this.#closed;
    const heard = (): void => this.#watch.heard();
    this.#ended = Promise.all([
      readLines(streams.stdout, this.#out, { accepts, heard }).then(() => this.#stdoutEnded()),
      readLines(streams.stderr, log, { accepts }),
    ]);
  }

  printed(): Printed {
    return { lines: this.#out.next - 1, rest: this.#out.rest, stderr: this.stderrTail };
  }

  /** `overflow` while the node leaves too much unread. */
  obstacle(): DropReason | undefined {
    const waiting = this.#outgoingLength + this.#streams.stdin.writableLength;
    if (waiting <= INPUT_LIMIT) {
      this.#overflowing = false;
      return undefined;
    }
    if (!this.#overflowing) {
      this.#overflowing = true;
      // Whoever made it stand still knows why it does not read.
      if (this.#standing) return 'overflow';
      this.#listener.trouble({
        node: this.#node,
        kind: 'overflow',
        what: `${this.#node} does not read its stdin: ${INPUT_LIMIT >> 20} MiB wait for it, further messages are dropped`,
        flaw: 'it does not read its stdin',
        expected: 'a node that reads its input as it comes',
        hint: 'is it blocked in a handler, or waiting for a reply that it does not read?',
      });
    }
    return 'overflow';
  }

  deliver(envelope: Envelope): void {
    if (this.#streams.prompt === true) {
      this.#streams.stdin.write(`${envelope.text}\n`);
      return;
    }
    // The lines of one turn of the event loop leave in one write: several times cheaper than a write each.
    if (this.#outgoing.length === 0 && !this.#held) setImmediate(() => this.#flush());
    const { line } = envelope;
    this.#outgoing.push(line);
    this.#outgoingLength += line.length + 1;
  }

  /** Takes a line of the node's log: from its stderr, or what its container says of its end. */
  log(text: string): void {
    keepTail(this.stderrTail, text);
    this.#listener.log(text);
  }

  /** Whether the node was told to stand still: then it is not its fault that it does not read. */
  stand(still: boolean): void {
    this.#standing = still;
  }

  /** Withholds input and output until `release`. */
  hold(): void {
    this.#held = true;
    this.#standing = true;
    this.#streams.stdout.pause();
  }

  release(): void {
    this.#held = false;
    this.#standing = false;
    if (!this.#flooding) this.#streams.stdout.resume();
    this.#flush();
  }

  /** Resolves when all that the node ever printed has been taken, or when that takes suspiciously long. */
  drained(): Promise<void> {
    return drained(this.#ended);
  }

  /** From now on whatever the node says is ignored. */
  close(): void {
    this.#closed = true;
    this.#watch.close();
    for (const timer of this.#closings) timer.cancel();
    this.#outgoing = [];
    this.#outgoingLength = 0;
  }

  #flush(): void {
    if (this.#held || this.#outgoing.length === 0) return;
    const text = `${this.#outgoing.join('\n')}\n`;
    this.#outgoing = [];
    this.#outgoingLength = 0;
    if (!this.#streams.stdin.destroyed) this.#streams.stdin.write(text);
  }

  #setFlooding(flooding: boolean): void {
    this.#flooding = flooding;
    if (flooding) this.#streams.stdout.pause();
    else if (!this.#held) this.#streams.stdout.resume();
  }

  #stdoutEnded(): void {
    if (this.#closed) return;
    this.#tell(this.#manyLines.release());
    this.#afterClosing('stdout');
  }

  /** A node that is gone has closed all its streams, and its exit says more: it is given the time to be noticed. */
  #afterClosing(stream: 'stdin' | 'stdout'): void {
    this.#closings.push(
      this.#network.clock.schedule(SECOND, () => this.#listener.trouble(closedStream(this.#node, stream))),
    );
  }

  #unfinished(): Unfinished | undefined {
    const { length, start } = this.#out.rest;
    const number = this.#out.next;
    return start.trim() !== '' || this.#manyLines.open ? { number, length, start } : undefined;
  }

  #tellUnfinished({ number, length, start }: Unfinished): void {
    this.#tell(this.#manyLines.release());
    if (start.trim() !== '') this.#listener.trouble(noLineEnd(this.#node, { length, start }, number));
  }

  #takeLine(text: string, number: number, intact: boolean): void {
    keepTail(this.stdoutTail, text);
    const message = parseLine(this.#node, text, number, intact);
    if (isTrouble(message)) {
      this.#tell(this.#manyLines.take(text, number, message));
      return;
    }
    this.#tell(this.#manyLines.release());
    if (!intact) this.#listener.trouble(notUtf8(this.#node, text, number));
    const rejection = this.#network.submit(message, text, this.#credit);
    if (rejection !== undefined) {
      this.#listener.trouble(rejected(this.#node, message, rejection, this.#network.endpoints(), number));
    } else if (message.src !== this.#node) {
      this.#listener.trouble(foreign(this.#node, message, number));
    }
  }

  #tell(troubles: readonly Trouble[]): void {
    for (const trouble of troubles) this.#listener.trouble(trouble);
  }
}
