/** The unpacked run of a report: columns by row, texts on request. */

import { firstIndex } from '../../picture/search.js';
import { sums } from '../../picture/varint.js';
import type { ReportData } from '../report-data.js';
import { column, Texts } from '../../page/browser/packed.js';
import { byId } from '../../page/browser/dom.js';

export const UNDER_WAY = 0;
export const DELIVERED = 1;
/** Delivered, but not as it was sent. */
export const DAMAGED = 2;

export function hasArrived(outcome: number | undefined): boolean {
  return outcome === DELIVERED || outcome === DAMAGED;
}

/** The number of message rows in a block, for which the latest end is stored. */
const STRETCH = 1024;

export interface Messages {
  readonly length: number;
  readonly id: Float64Array;
  readonly sent: Float64Array;
  /** When it was delivered or dropped; for a message under way, when it was sent. */
  readonly end: Float64Array;
  readonly src: Uint16Array;
  readonly dest: Uint16Array;
  readonly type: Uint16Array;
  readonly outcome: Uint8Array;
  readonly copies: Uint16Array;
  readonly cause: Uint16Array;
  /** The row of the request that it answers; -1 if there is none. */
  readonly request: Int32Array;
  /** The row of the operation that it belongs to; -1 if there is none. */
  readonly operation: Int32Array;
  /** For each block of rows, when the last message of it ended. */
  readonly ends: Float64Array;
  readonly body: Texts;
}

export interface Operations {
  readonly length: number;
  readonly index: Float64Array;
  readonly begin: Float64Array;
  /** For an open operation, the end of the run. */
  readonly finish: Float64Array;
  readonly process: Uint32Array;
  readonly f: Uint16Array;
  /** An index into OPERATION_ENDS. */
  readonly end: Uint8Array;
  readonly completion: Float64Array;
  readonly text: Texts;
}

interface Values {
  readonly length: number;
  readonly known: Float64Array;
  readonly latency: Float64Array;
  readonly outcome: Uint8Array;
  readonly text: Texts;
}

export interface Run {
  readonly data: ReportData;
  readonly messages: Messages;
  readonly operations: Operations;
  readonly values: Values;
}

export async function unpackRun(): Promise<Run> {
  const data = JSON.parse(byId('data').textContent ?? '') as ReportData;
  const operations = await unpackOperations(data);
  return {
    data,
    operations,
    messages: await unpackMessages(data, operations),
    values: await unpackValues(data),
  };
}

async function unpackMessages(data: ReportData, operations: Operations): Promise<Messages> {
  const { length } = data.messages;
  const [id, sent, took, src, dest, type, outcome, copies, cause, back, index] = await Promise.all([
    column('m-id', new Float64Array(length)),
    column('m-sent', new Float64Array(length)),
    column('m-took', new Float64Array(length)),
    column('m-src', new Uint16Array(length)),
    column('m-dest', new Uint16Array(length)),
    column('m-type', new Uint16Array(length)),
    column('m-outcome', new Uint8Array(length)),
    column('m-copies', new Uint16Array(length)),
    column('m-cause', new Uint16Array(length)),
    column('m-request', new Uint32Array(length)),
    column('m-operation', new Uint32Array(length)),
  ]);
  sums(id);
  sums(sent);
  const rows = new Map<number, number>();
  for (let row = 0; row < operations.length; row++) rows.set((operations.index[row] ?? 0) + 1, row);
  const request = new Int32Array(length);
  const operation = new Int32Array(length);
  const ends = new Float64Array(Math.ceil(length / STRETCH));
  for (let row = 0; row < length; row++) {
    const after = Math.max(0, (took[row] ?? 0) - 1);
    const end = (sent[row] ?? 0) + after;
    took[row] = end;
    const stretch = Math.floor(row / STRETCH);
    if (end > (ends[stretch] ?? 0)) ends[stretch] = end;
    request[row] = back[row] === 0 ? -1 : row - (back[row] ?? 0);
    operation[row] = rows.get(index[row] ?? 0) ?? -1;
  }
  const body = new Texts('m-text', data.messages);
  return {
    length,
    id,
    sent,
    end: took,
    src,
    dest,
    type,
    outcome,
    copies,
    cause,
    request,
    operation,
    ends,
    body,
  };
}

async function unpackOperations(data: ReportData): Promise<Operations> {
  const { length } = data.operations;
  const [index, begin, took, process, f, end, completion] = await Promise.all([
    column('o-index', new Float64Array(length)),
    column('o-begin', new Float64Array(length)),
    column('o-took', new Float64Array(length)),
    column('o-process', new Uint32Array(length)),
    column('o-function', new Uint16Array(length)),
    column('o-end', new Uint8Array(length)),
    column('o-completion', new Float64Array(length)),
  ]);
  sums(index);
  sums(begin);
  const finish = took.map((after, row) => (after === 0 ? data.end : (begin[row] ?? 0) + after - 1));
  for (let row = 0; row < length; row++) completion[row] = (index[row] ?? 0) + (completion[row] ?? 0);
  return {
    length,
    index,
    begin,
    finish,
    process,
    f,
    end,
    completion,
    text: new Texts('o-text', data.operations),
  };
}

async function unpackValues(data: ReportData): Promise<Values> {
  const { length } = data.values;
  const [known, latency, outcome] = await Promise.all([
    column('v-known', new Float64Array(length)),
    column('v-latency', new Float64Array(length)),
    column('v-outcome', new Uint8Array(length)),
  ]);
  return { length, known: sums(known), latency, outcome, text: new Texts('v-text', data.values) };
}

/** Visits the rows of messages that were under way at some time between the two, until `visit` returns false. */
export function visitMessages(
  { sent, end, ends, length }: Messages,
  from: number,
  to: number,
  visit: (row: number) => boolean,
): void {
  const last = firstAfter(sent, to);
  for (let stretch = 0; stretch * STRETCH < last; stretch++) {
    if ((ends[stretch] ?? 0) < from) continue;
    const until = Math.min(last, (stretch + 1) * STRETCH, length);
    for (let row = stretch * STRETCH; row < until; row++) if ((end[row] ?? 0) >= from && !visit(row)) return;
  }
}

/** The first index of ascending numbers that holds more than this. */
export function firstAfter(numbers: Float64Array, limit: number): number {
  return firstIndex(numbers.length, (i) => (numbers[i] ?? 0) > limit);
}
