/**
 * The environment of a node: time, randomness and I/O are injected, so that a node can be a process, a thread or
 * simulated.
 */

import type { Clock } from './clock.js';
import type { Message } from './protocol/message.js';
import type { Random } from './random.js';
import type { Storage } from './storage.js';

/** Sends and receives a node's messages. */
export interface Transport {
  /** Passes a message to the network. Never blocks, and does not report whether the message arrives. */
  send(message: Message): void;
  /** Sets the receiver of arriving messages. Called once, before the first message. */
  listen(receive: (message: Message) => void): void;
}

/** All resources that a program can affect, or be affected by. */
export interface Environment {
  readonly clock: Clock;
  /** Milliseconds since 1970 by the clock on the wall, which may be wrong, and may jump. Without it the other stands in. */
  readonly wallTime?: () => number;
  readonly random: Random;
  readonly transport: Transport;
  /** The storage that survives a kill. Without it no state survives. */
  readonly storage?: Storage;
  /** Writes a line to the node's log (its standard error). */
  readonly log: (text: string) => void;
}
