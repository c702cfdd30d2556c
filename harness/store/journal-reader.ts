/**
 * Reads a journal: the events that `router/journal.ts` wrote, typed and checked.
 *
 * Maelstrom's journals are accepted too. In them a `recv` repeats the whole message, `id` beside it is the event's
 * own number, and there are no drops or faults.
 */

import { clipped } from '../text/clipped.js';
import { isObject, mayLoseDigits, type Message, textAt } from '../../node/index.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { type ReadOptions, readNdjson, type Row } from './ndjson-reader.js';

/** A message with the number that the network gave it. */
export interface SentMessage extends Message {
  readonly id: number;
  /** The body as it was sent, if it may hold numbers that JavaScript cannot. */
  readonly bodyText?: string;
}

/** All times are in nanoseconds since the run's zero. */
export type JournalEvent =
  | {
      readonly type: 'send';
      readonly time: number;
      readonly message: SentMessage;
      /** The number of its ends, if there is more than one. */
      readonly copies?: number;
    }
  | {
      readonly type: 'recv';
      readonly time: number;
      readonly id: number;
      /** The line that arrived, if it was damaged on its way. */
      readonly line?: string;
    }
  | { readonly type: 'drop'; readonly time: number; readonly id: number; readonly reason: string }
  | FaultEvent;

export interface FaultEvent {
  readonly type: 'fault';
  readonly time: number;
  readonly fault: string;
  readonly text: string;
}

/** Throws a UsageError with file and line if the file is not a journal. */
export async function* readJournal(file: string, options: ReadOptions = {}): AsyncGenerator<JournalEvent> {
  for await (const rows of readNdjson(file, options)) {
    for (const row of rows) yield eventOf(row, file);
  }
}

function eventOf({ value, line, text }: Row, file: string): JournalEvent {
  const fail = (field: string, expected: string, came: unknown): never => {
    const text = came === undefined ? 'nothing' : excerpt(came);
    throw new UsageError(`${file}, line ${line}: expected ${field} to be ${expected}, got ${text}`);
  };
  const number = (field: string, came: unknown): number =>
    typeof came === 'number' && Number.isFinite(came) ? came : fail(field, 'a number', came);
  const string = (field: string, came: unknown): string =>
    typeof came === 'string' ? came : fail(field, 'a string', came);
  const object = (field: string, came: unknown): Readonly<Record<string, unknown>> =>
    isObject(came) ? came : fail(field, 'an object', came);
  const id = (): number =>
    value['message'] === undefined
      ? number('id', value['id'])
      : number('message.id', object('message', value['message'])['id']);

  const { type } = value;
  const time = number('time', value['time']);
  switch (type) {
    case 'send': {
      const message = object('message', value['message']);
      const { copies } = value;
      return {
        type,
        time,
        ...(copies !== undefined && { copies: number('copies', copies) }),
        message: {
          id: id(),
          src: string('message.src', message['src']),
          dest: string('message.dest', message['dest']),
          // A body is any object: its reserved keys may hold any value.
          body: object('message.body', message['body']),
          ...(mayLoseDigits(text) && { bodyText: textAt(text, ['message', 'body']) ?? '{}' }),
        },
      };
    }
    case 'recv': {
      const { line } = value;
      return { type, time, id: id(), ...(line !== undefined && { line: string('line', line) }) };
    }
    case 'drop':
      return { type, time, id: id(), reason: string('reason', value['reason']) };
    case 'fault':
      return { type, time, fault: string('fault', value['fault']), text: string('text', value['text']) };
    default:
      return fail('type', 'send, recv, drop or fault', type);
  }
}

function excerpt(value: unknown): string {
  // Nested values are not inspected: they may be nested deeper than JSON.stringify can go.
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return printable(clipped(text, 60));
}
