/** All operations of clients, column by column: a row for each invocation, with its outcome. */

import { printExact } from '../../node/index.js';
import { type History, type Operation, pairs } from '../operations/history.js';
import { differences } from '../picture/varint.js';
import { columnElement, Names, TextBlocks } from '../page/packed.js';
import { OPERATION_ENDS } from './report-data.js';

/** The most characters that are kept of a value: the message that brought the result of a read has all of it. */
const SHOWN = 300;

export class OperationColumns {
  readonly functions = new Names();
  readonly length: number;
  /** When the last operation began or ended. */
  readonly end: number;
  readonly texts = new TextBlocks('o-text');
  readonly #elements: string;

  constructor(history: History) {
    const calls = pairs(history);
    this.length = calls.length;
    this.end = history.reduce((latest, { time }) => Math.max(latest, time), 0);
    for (const { invoke, completion } of calls) this.texts.add(textOf(invoke, completion));
    const column = (id: string, of: (call: (typeof calls)[number]) => number): string =>
      columnElement(id, calls.map(of));
    this.#elements = [
      columnElement('o-index', differences(calls.map(({ invoke }) => invoke.index))),
      columnElement('o-begin', differences(calls.map(({ invoke }) => invoke.time))),
      column('o-took', ({ invoke, completion }) =>
        completion === undefined ? 0 : Math.max(0, completion.time - invoke.time) + 1,
      ),
      column('o-process', ({ invoke }) => Number(invoke.process)),
      column('o-function', ({ invoke }) => this.functions.of(invoke.f)),
      column('o-end', ({ completion }) => endOf(completion)),
      column('o-completion', ({ invoke, completion }) =>
        completion === undefined ? 0 : completion.index - invoke.index,
      ),
    ].join('');
  }

  elements(): string {
    return this.#elements + this.texts.finish();
  }
}

function endOf(completion: Operation | undefined): number {
  return completion === undefined ? 0 : OPERATION_ENDS.findIndex((end) => end === completion.type);
}

/** Input, output and error: three texts in a JSON array. */
function textOf(invoke: Operation, completion: Operation | undefined): string {
  const came = completion === undefined ? '' : valueText(completion.value);
  return JSON.stringify([valueText(invoke.value), came, errorText(completion)]);
}

function errorText(completion: Operation | undefined): string {
  const { error, exception } = completion ?? {};
  if (exception !== undefined) return cut(`${exception.name}: ${exception.message}`);
  if (error === undefined) return '';
  return cut(typeof error === 'string' ? error : error.join(': '));
}

function valueText(value: unknown): string {
  try {
    return cut(printExact(value));
  } catch {
    return '(nested too deeply to show)';
  }
}

function cut(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}
