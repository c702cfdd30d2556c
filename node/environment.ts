/** What a node runs in. Time, randomness and I/O come from here, so that a node is a process, a thread or simulated. */

import type { Clock } from './clock.js';
import type { Message } from './protocol/message.js';
import type { Random } from './random.js';
import type { Storage } from './storage.js';

/** How a node's messages leave and arrive. */
export interface Transport {
  /** Hands a message to the network. Never blocks, and reports nothing of what becomes of it. */
  send(message: Message): void;
  /** Names the receiver of each message that arrives. Called once, before the first message. */
  listen(receive: (message: Message) => void): void;
}

/** Everything that a program can affect, or be affected by. */
export interface Environment {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  /** What survives a kill. Without it nothing does. */
  readonly storage?: Storage;
  /** Writes a line to the node's log (its standard error). */
  readonly log: (text: string) => void;
}
