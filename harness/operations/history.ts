/**
 * The history: what clients (and the nemesis) saw, operation by operation.
 *
 * An operation begins with an `invoke` and ends with `ok` (it happened), `fail` (it did not) or `info` (nobody knows). A
 * process does one operation at a time; after an `info` it never acts again, and its worker goes on under a new number.
 * On disk it is one JSON object a line, in Jepsen's own field names (spec section 6.3).
 */

export type OperationType = 'invoke' | 'ok' | 'fail' | 'info';

/** A worker's number, or the nemesis. */
export type Process = number | 'nemesis';

/** What a client threw. */
export interface ThrownByClient {
  readonly name: string;
  readonly message: string;
  /** If it was a reply that is none to its request. */
  readonly reply?: MalformedReply;
}

/** What was wrong with a reply, in words that are the same for each such reply. */
export interface MalformedReply {
  readonly node: string;
  /** The type of the request. */
  readonly request: string;
  /** `messages is missing; the field "values" is not part of read_ok` */
  readonly flaw: string;
  readonly cure: string;
  /** The body of the reply, shortened. */
  readonly text: string;
}

export interface Operation {
  /** Rises: 0, 1, 2, ... without gaps in a run of Eddy's, in a file of elsewhere what that file says. */
  readonly index: number;
  /** Nanoseconds since the run's zero. */
  readonly time: number;
  readonly type: OperationType;
  readonly process: Process;
  /** The function: `broadcast`, `read`, `start-partition`, ... */
  readonly f: string;
  readonly value: unknown;
  /** Why it failed or is unknown: a name, or [name, text]. */
  readonly error?: string | readonly [string, string];
  /** What the client threw, where it was nothing that a client expects. */
  readonly exception?: ThrownByClient;
  readonly 'final?'?: boolean;
  readonly [extra: string]: unknown;
}

export type History = readonly Operation[];

/** A new operation, before it has its place in the history. */
export type Event = Omit<Operation, 'index'>;

/** Collects operations in order and hands each to a listener as it comes. */
export class HistoryRecorder {
  readonly #operations: Operation[] = [];
  readonly #listener: (operation: Operation) => void;

  constructor(listener: (operation: Operation) => void = () => {}) {
    this.#listener = listener;
  }

  get history(): History {
    return this.#operations;
  }

  add(event: Event): Operation {
    const { time, type, process, f, value, ...rest } = event;
    // Written out so that the keys of every line on disk come in one order.
    const operation = { index: this.#operations.length, time, type, process, f, value, ...rest } as Operation;
    this.#operations.push(operation);
    this.#listener(operation);
    return operation;
  }
}

/** Each client invocation with its completion; undefined where it is still open at the end. */
export function pairs(history: History): { invoke: Operation; completion: Operation | undefined }[] {
  const open = new Map<Process, { invoke: Operation; completion: Operation | undefined }>();
  const all: { invoke: Operation; completion: Operation | undefined }[] = [];
  for (const operation of history) {
    if (operation.process === 'nemesis') continue;
    if (operation.type === 'invoke') {
      const pair = { invoke: operation, completion: undefined };
      open.set(operation.process, pair);
      all.push(pair);
    } else {
      const pair = open.get(operation.process);
      if (pair !== undefined) pair.completion = operation;
      open.delete(operation.process);
    }
  }
  return all;
}
