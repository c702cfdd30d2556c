/**
 * The vocabulary of the kafka checker: a message of a key, and the operations that send, poll and assign.
 *
 * A message is known by its key and value. Whoever speaks of it holds the same object, so that what one operation shows
 * of a message (its offset, that it was read) is known to all.
 */

import type { Operation } from '../../operations/history.js';
import type { Offset } from './offset.js';

export class Message {
  readonly key: string;
  readonly value: unknown;
  /** What sent it; of several the last that did not fail, if there is one. Undefined where nobody did. */
  writer: Transaction | undefined;
  /** The last send of it that failed. */
  failed: Transaction | undefined;
  /** The polls that succeeded and showed it, in order of completion. */
  readonly readers: Transaction[] = [];
  /** Where the log of its key has it, ascending; more than one is an error. */
  readonly offsets: Offset[] = [];
  /** The first and the last of its offsets as dense indices: how many offsets of the key in use lie before. */
  firstIndex: number | undefined;
  lastIndex: number | undefined;
  /** The dense index that it stands for in the order of its key; undefined where another message got all its offsets. */
  position: number | undefined;

  constructor(key: string, value: unknown) {
    this.key = key;
    this.value = value;
  }
}

/** A message as an operation showed it; the offset is undefined where it showed none. */
export interface Sighting {
  readonly message: Message;
  readonly offset: Offset | undefined;
}

/** One send, poll, or (in histories made by hand) both at once. */
export interface Transaction {
  /** 0, 1, 2, ... in the order of invocations. */
  readonly id: number;
  readonly invoke: Operation;
  /** The invocation where it is still open at the end: nobody knows what became of it. */
  readonly completion: Operation;
  readonly outcome: 'ok' | 'fail' | 'info';
  /** By key, each in the order of the operation. No key without messages. */
  readonly sends: ReadonlyMap<string, readonly Sighting[]>;
  readonly polls: ReadonlyMap<string, readonly Sighting[]>;
}

/** A process was given these keys to poll, and lost all others. */
export interface Assign {
  readonly completion: Operation;
  readonly keys: readonly string[];
}
