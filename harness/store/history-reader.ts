/**
 * Reads a history back: our `history.ndjson`, the `history.edn` of Jepsen and Maelstrom, or operations in any of the forms of
 * `history-entries.ts`. Typed and checked, so that a checker meets nothing but operations that can have happened.
 *
 * Integers past 2^53 become bigint, so that two different ids never compare equal; 3 and 3.0 are one number, as in JSON.
 */

import { isObject, printExact } from '../../node/index.js';
import type { History, Operation, OperationType, Process } from '../history.js';
import { UsageError } from '../usage-error.js';
import { type Entry, historyEntries, nameOf, shown } from './history-entries.js';
import type { ReadOptions } from './ndjson-reader.js';

export interface HistoryOptions extends Pick<ReadOptions, 'whole'> {
  /** The function of invocations that name none: that of a workload with only one. */
  readonly f?: string | undefined;
}

const TYPES: readonly OperationType[] = ['invoke', 'ok', 'fail', 'info'];

/**
 * Indices need only grow, and stay what they are; what has none is numbered by its place. Times are counted from the first
 * operation if they are counted since 1970. Throws a UsageError that names file, line and field if the file is no history:
 * a process does one operation at a time, and a completion is of the function that was invoked.
 */
export async function readHistory(file: string, { f, ...options }: HistoryOptions = {}): Promise<History> {
  const operations = new Operations(nameOf(file), f);
  for await (const entry of historyEntries(file, options)) operations.add(entry);
  return operations.history;
}

class Operations {
  readonly history: Operation[] = [];
  readonly #file: string;
  readonly #f: string | undefined;
  /** By process, its invocation that has no completion yet, and where it stands. */
  readonly #open = new Map<Process, { readonly f: string; readonly place: string }>();
  /** The time of the first operation, if times are counted since 1970. */
  #zero: bigint | undefined;

  /** `f` is the function of invocations that name none. */
  constructor(file: string, f: string | undefined) {
    this.#file = file;
    this.#f = f;
  }

  /** What has no time happens with the one before. */
  add(entry: Entry): void {
    const before = this.history.at(-1);
    const {
      index: _index,
      time: _time,
      type,
      process,
      f: _f,
      value = null,
      exception,
      ...extra
    } = entry.fields;
    if (!TYPES.some((each) => each === type)) this.#fail(entry, 'type', 'invoke, ok, fail or info');
    if (!isProcess(process)) return this.#fail(entry, 'process', 'a whole number from 0, or nemesis');
    const f = this.#functionOf(entry, process, type as OperationType);
    const index = this.#indexOf(entry, before);
    const time = this.#timeOf(entry, before);
    if (process !== 'nemesis') this.#pair(entry, process, type as OperationType, f);
    const thrown = exception === undefined ? {} : { exception: exceptionOf(exception) };
    this.history.push({ index, time, type, process, f, value, ...extra, ...thrown } as Operation);
  }

  #indexOf(entry: Entry, before: Operation | undefined): number {
    const { index = (before?.index ?? -1) + 1 } = entry.fields;
    if (!Number.isSafeInteger(index) || (index as number) <= (before?.index ?? -1)) {
      const expected =
        before === undefined ? 'a whole number from 0' : `above ${before.index}, the one before`;
      this.#fail(entry, 'index', expected);
    }
    return index as number;
  }

  #timeOf(entry: Entry, before: Operation | undefined): number {
    const { time = before?.time ?? 0 } = entry.fields;
    if (typeof time === 'bigint') return Number(time - (this.#zero ??= time));
    if (typeof time !== 'number' || !Number.isFinite(time))
      return this.#fail(entry, 'time', 'a number of nanoseconds');
    const isGiven = entry.fields['time'] !== undefined;
    return this.#zero === undefined || !isGiven ? time : Number(BigInt(Math.trunc(time)) - this.#zero);
  }

  #functionOf(entry: Entry, process: Process, type: OperationType): string {
    const usual = type === 'invoke' ? this.#f : this.#open.get(process)?.f;
    const { f = usual } = entry.fields;
    return typeof f === 'string' ? f : this.#fail(entry, 'f', 'the name of a function');
  }

  #pair(entry: Entry, process: Process, type: OperationType, f: string): void {
    const open = this.#open.get(process);
    if (type === 'invoke') {
      if (open !== undefined) {
        this.#refuse(
          entry,
          `process ${process} invokes ${f}, but its ${open.f} of ${open.place} has not completed: ` +
            'expected type to be ok, fail or info, since a process does one operation at a time',
        );
      }
      this.#open.set(process, { f, place: entry.place });
      return;
    }
    if (open === undefined) {
      this.#refuse(
        entry,
        `process ${process} completes ${f} as ${type}, but has invoked nothing: expected type to be invoke`,
      );
    }
    if (open.f !== f) {
      this.#refuse(
        entry,
        `process ${process} completes ${f}: expected f to be ${open.f}, which it invoked in ${open.place}`,
      );
    }
    this.#open.delete(process);
  }

  #fail(entry: Entry, field: string, expected: string): never {
    const came = entry.fields[field];
    this.#refuse(
      entry,
      `expected ${field} to be ${expected}, got ${came === undefined ? 'nothing' : textOf(came)}`,
    );
  }

  #refuse({ place }: Entry, text: string): never {
    throw new UsageError(`${this.#file}, ${place}: ${text}`);
  }
}

function isProcess(process: unknown): process is Process {
  return process === 'nemesis' || (Number.isSafeInteger(process) && (process as number) >= 0);
}

/** What a client threw: ours by name and message, Jepsen's as Clojure prints it, with the classes that it came through. */
function exceptionOf(thrown: unknown): Operation['exception'] {
  const told = isObject(thrown) ? thrown : {};
  const [via] = Array.isArray(told['via']) ? (told['via'] as unknown[]) : [];
  const first = isObject(via) ? via : {};
  const name = told['name'] ?? first['type'] ?? 'exception';
  const message = told['message'] ?? first['message'] ?? told['cause'] ?? (isObject(thrown) ? '' : thrown);
  return { name: asText(name), message: asText(message) };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  return shown(printExact(value));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : printExact(value);
}
