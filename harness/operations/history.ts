/**
 * The history: the operations of clients (and of the nemesis) and their outcomes.
 *
 * An operation begins with an `invoke` and ends with `ok` (it happened), `fail` (it did not) or `info` (it is not
 * known). A process does one operation at a time; after an `info` it never acts again, and its worker continues under
 * a new number. On disk it is one JSON object a line, in Jepsen's own field names.
 */

import { isObject } from '../../node/index.js';

/**
 * `invoke` begins an operation; `ok` (it took effect), `fail` (it did not) or `info` (unknown) ends it. The nemesis
 * has `info` alone.
 */
export type OperationType = 'invoke' | 'ok' | 'fail' | 'info';

/** A worker's number, or the nemesis. */
export type Process = number | 'nemesis';

/** What a client threw. */
export interface ThrownByClient {
  readonly name: string;
  readonly message: string;
  /** If it was a message that does not reply to the request. */
  readonly reply?: MalformedReply;
}

/** The flaw of a reply, in words that are the same for each such reply. */
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

/** An entry of a history: the beginning or the end of what a client or the nemesis did. */
export interface Operation {
  /** Ascending: 0, 1, 2, ... without gaps in Eddy's own runs, in an imported file as given there. */
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
  /** The client's error, if it is of an unexpected kind. */
  readonly exception?: ThrownByClient;
  readonly 'final?'?: boolean;
  readonly [extra: string]: unknown;
}

/** What clients saw and the nemesis did, in the order of time. */
export type History = readonly Operation[];

const TYPES: ReadonlySet<unknown> = new Set<OperationType>(['invoke', 'ok', 'fail', 'info']);

/** Whether a value, such as a member of stored results, is an operation. */
export function isOperation(value: unknown): value is Operation {
  if (!isObject(value)) return false;
  const { index, time, type, process, f } = value;
  return (
    typeof index === 'number' &&
    typeof time === 'number' &&
    TYPES.has(type) &&
    (typeof process === 'number' || process === 'nemesis') &&
    typeof f === 'string'
  );
}

/** A new operation, before it has its place in the history. */
export type Event = {
  readonly [Name in keyof Operation as Name extends 'index' ? never : Name]: Operation[Name];
};

/** Collects operations in order and passes each to a listener. */
export class HistoryRecorder {
  readonly #operations: Operation[] = [];
  readonly #listener: (operation: Operation) => void;

  constructor(listener: (operation: Operation) => void = () => {}) {
    this.#listener = listener;
  }

  /** All operations so far; it grows with each `add`. */
  get history(): History {
    return this.#operations;
  }

  /** Adds an operation, with the next index, and returns it. */
  add(event: Event): Operation {
    const { time, type, process, f, value, ...rest } = event;
    // Written out so that the keys of every line on disk come in one order.
    const operation: Operation = {
      index: this.#operations.length,
      time,
      type,
      process,
      f,
      value,
      ...rest,
    };
    this.#operations.push(operation);
    this.#listener(operation);
    return operation;
  }
}

/** Each client invocation with its completion; undefined if it is still open at the end. */
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
