/**
 * Makes operations from the entries of a file, one after the other: every field is checked, so that a checker gets
 * only valid operations in a possible order.
 */

import { clipped } from '../text/clipped.js';
import { isObject, printExact } from '../../node/index.js';
import type { History, Operation, OperationType, Process } from '../operations/history.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { errorOf, exceptionOf } from './foreign-error.js';
import { ProcessOrder } from './process-order.js';

/** One operation of a file, unchecked. */
export interface HistoryEntry {
  /** Counts from 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The meaning of an operation's `index`: that of the file (`given`); or, if the file has none, the line, or, if a
 * line holds several operations, the position in the file from 0 on.
 */
export type Numbering = 'given' | 'line' | 'place';

const TYPES: readonly OperationType[] = ['invoke', 'ok', 'fail', 'info'];
const MAX_INDEX = 2 ** 31 - 1;
const SHOWN = 60;

export class HistoryBuilder {
  readonly #file: string;
  readonly #onlyFunction: string | undefined;
  readonly #operations: Operation[] = [];
  readonly #order = new ProcessOrder();
  #numbering: Numbering | undefined;
  /** The time of the first operation, if times are counted from a much earlier zero. */
  #zero: bigint | undefined;

  /** `onlyFunction` is the function of an operation without `f`. */
  constructor(file: string, onlyFunction?: string) {
    this.#file = file;
    this.#onlyFunction = onlyFunction;
  }

  /** Throws a UsageError that names file, line and field. */
  add(entry: HistoryEntry): void {
    const { index: _, time: __, type, process: ___, f: ____, value = null, ...extra } = entry.fields;
    if (!TYPES.some((each) => each === type)) this.#fail(entry, 'type', 'invoke, ok, fail or info');
    const operation = {
      index: this.#index(entry),
      time: this.#time(entry),
      type,
      process: this.#process(entry),
      f: this.#function(entry),
      value,
      ...extra,
      ...errorOf(extra),
      ...exceptionOf(extra),
    } as Operation;
    const problem = this.#order.add(operation, entry.line);
    if (problem !== undefined) this.#fail(entry, problem.field, problem.expected, problem.remedy);
    this.#operations.push(operation);
  }

  finish(): { readonly history: History; readonly numbering: Numbering } {
    const numbering = this.#numbering ?? 'given';
    const history =
      numbering === 'place'
        ? this.#operations.map((operation, index) => ({ ...operation, index }))
        : this.#operations;
    return { history, numbering };
  }

  #index(entry: HistoryEntry): number {
    const { index } = entry.fields;
    const last = this.#operations.at(-1)?.index ?? -1;
    if (isMissing(index)) {
      if (this.#numbering === 'given')
        this.#fail(entry, 'index', 'there, since the operations before have one');
      // Counted from 0 at the end.
      if (entry.line <= last) this.#numbering = 'place';
      this.#numbering ??= 'line';
      return entry.line;
    }
    if (this.#numbering !== undefined && this.#numbering !== 'given')
      this.#fail(entry, 'index', 'absent, since the operations before have none');
    this.#numbering = 'given';
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > MAX_INDEX)
      return this.#fail(entry, 'index', `a whole number from 0 to ${MAX_INDEX}`);
    if (index <= last)
      this.#fail(entry, 'index', `greater than ${last}, the one before: operations stand in their order`);
    return index;
  }

  /** An operation without a time gets that of the one before. Times past 2^53 are counted from the first one. */
  #time(entry: HistoryEntry): number {
    const { time } = entry.fields;
    if (isMissing(time)) return this.#operations.at(-1)?.time ?? 0;
    if (typeof time !== 'bigint' && (typeof time !== 'number' || !Number.isFinite(time)))
      return this.#fail(entry, 'time', 'a number of nanoseconds');
    const exact = BigInt(typeof time === 'number' ? Math.trunc(time) : time);
    this.#zero ??= this.#operations.length === 0 && !Number.isSafeInteger(Number(exact)) ? exact : 0n;
    return this.#zero === 0n ? Number(time) : Number(exact - this.#zero);
  }

  /** A named process with only `info` operations is a nemesis under a name of its own. */
  #process(entry: HistoryEntry): Process {
    const { process, type } = entry.fields;
    if (process === 'nemesis') return process;
    if (typeof process === 'number' && Number.isSafeInteger(process) && process >= 0) return process;
    if (typeof process === 'string' && process !== '' && type === 'info') return 'nemesis';
    return this.#fail(entry, 'process', 'a whole number from 0, or nemesis');
  }

  #function(entry: HistoryEntry): string {
    const { f = null, process } = entry.fields;
    if (typeof f === 'string') return f;
    if (f === null && typeof process === 'number' && this.#onlyFunction !== undefined)
      return this.#onlyFunction;
    return this.#fail(entry, 'f', 'the name of a function');
  }

  #fail({ line, fields }: HistoryEntry, field: string, expected: string, remedy = ''): never {
    const came = fields[field] === undefined ? 'nothing' : shown(fields[field]);
    throw new UsageError(
      `${this.#file}, line ${line}: expected ${field} to be ${expected}, got ${came}${remedy}`,
    );
  }
}

/** Jepsen gives -1 to an operation that has neither index nor time yet. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === -1;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const text = printExact(value);
  return printable(clipped(text, SHOWN));
}
