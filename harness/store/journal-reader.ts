/**
 * Reads a journal back: the events that `router/journal.ts` wrote, typed and checked.
 *
 * Maelstrom's journals are read too, as far as they go. There a `recv` repeats the whole message, `id` beside it is the
 * event's own number, and neither drops nor faults are told.
 */

import { isObject, type Message } from '../../node/index.js';
import { mayLoseDigits, textAt } from '../text/json-text.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { type ReadOptions, readNdjson, type Row } from './ndjson-reader.js';

/** A message with the number that the network gave it. */
export interface SentMessage extends Message {
  readonly id: number;
  /** The body as it was sent, where that may hold numbers that JavaScript cannot. */
  readonly bodyText?: string;
}

/** `time` is in nanoseconds since the run's zero, everywhere. */
export type JournalEvent =
  | {
      readonly type: 'send';
      readonly time: number;
      readonly message: SentMessage;
      /** How often it ends, if that is more than once. */
      readonly copies?: number;
    }
  | { readonly type: 'recv'; readonly time: number; readonly id: number }
  | { readonly type: 'drop'; readonly time: number; readonly id: number; readonly reason: string }
  | FaultEvent;

export interface FaultEvent {
  readonly type: 'fault';
  readonly time: number;
  readonly fault: string;
  readonly text: string;
}

/** Throws a UsageError that names file and line where the file is no journal. */
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
          // A body is any object: what its reserved keys hold is the sender's affair, and not to be relied on.
          body: object('message.body', message['body']),
          ...(mayLoseDigits(text) && { bodyText: textAt(text, ['message', 'body']) ?? '{}' }),
        },
      };
    }
    case 'recv':
      return { type, time, id: id() };
    case 'drop':
      return { type, time, id: id(), reason: string('reason', value['reason']) };
    case 'fault':
      return { type, time, fault: string('fault', value['fault']), text: string('text', value['text']) };
    default:
      return fail('type', 'send, recv, drop or fault', type);
  }
}

function excerpt(value: unknown): string {
  // What is nested is not looked into: it may be nested deeper than JSON.stringify can go.
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return printable(text.length <= 60 ? text : `${text.slice(0, 60)}…`);
}
