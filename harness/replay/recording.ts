/**
 * The messages of one node in a stored run: those delivered to it, in the order of delivery, and those that it sent.
 * It covers one life of the node: a case starts a node once, so a recording ends when the node was restarted.
 *
 * It keeps the messages of the case, and the number of the others.
 */

import { compactJson, isClientId } from '../../node/index.js';
import { type JournalEvent, readJournal, type SentMessage } from '../store/journal-reader.js';
import { Fate, Fates } from '../trace/fates.js';
import type { TimeRange } from '../trace/filter.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';

export interface RecordingOptions {
  readonly node: string;
  /** How many messages delivered to the node are taken, its `init` included. */
  readonly limit: number;
  /** The time span of the deliveries; the `init` is taken whatever its time. */
  readonly time?: TimeRange | undefined;
  /** Takes all messages of the node, not only its replies to clients. */
  readonly all: boolean;
}

export interface Recording {
  /** Messages as lines of JSON, without the number that the network gave them. */
  readonly input: readonly string[];
  readonly output: readonly string[];
  /** Its requests to nodes and services: messages to them that have a number. */
  readonly requests: readonly string[];
  /** How many deliveries were left out: before the time, after it or the limit, nested too deeply to be written. */
  readonly before: number;
  readonly behind: number;
  readonly tooDeep: number;
  /** How many messages the node sent that are not in `output`. */
  readonly unheard: number;
  /** Nanoseconds: when the node was restarted. */
  readonly restartedAt: number | undefined;
}

/** Throws a UsageError if the journal is damaged, or does not name the node. */
export async function readRecording(journal: string, options: RecordingOptions): Promise<Recording> {
  const recorder = new Recorder(options);
  for await (const event of readJournal(journal)) recorder.take(event);
  if (recorder.input.length > 0) return recorder;
  const nodes = [...recorder.nodes].map(printable).join(', ');
  throw new UsageError(
    nodes === ''
      ? `node: nothing in ${journal} was initialised, so there is no node to make a case of`
      : `node: there is no ${JSON.stringify(options.node)} in this run: expected one of ${nodes}`,
  );
}

class Heard extends Fate {
  readonly message: SentMessage;

  constructor(message: SentMessage, copies: number | undefined) {
    super(copies);
    this.message = message;
  }
}

class Recorder implements Recording {
  input: string[] = [];
  output: string[] = [];
  requests: string[] = [];
  before = 0;
  behind = 0;
  tooDeep = 0;
  unheard = 0;
  restartedAt: number | undefined;
  readonly nodes = new Set<string>();
  readonly #options: RecordingOptions;
  /** Of messages to the node: each copy that is delivered is taken. */
  readonly #fates = new Fates<Heard>();
  #requests = new Set<string>();

  constructor(options: RecordingOptions) {
    this.#options = options;
  }

  take(event: JournalEvent): void {
    const { node } = this.#options;
    if (event.type === 'send') {
      const { message } = event;
      if (message.body.type === 'init') this.nodes.add(message.dest);
      if (message.dest === node) this.#fates.sent(message.id, new Heard(message, event.copies));
      if (message.src === node) this.#said(message);
    } else if (event.type === 'drop') this.#fates.ended(event.id, event.time, event.reason);
    else if (event.type === 'recv') {
      const heard = this.#fates.ended(event.id, event.time);
      if (heard !== undefined) this.#saw(heard.message, event.time);
    }
  }

  #saw(message: SentMessage, time: number): void {
    const { limit, time: range } = this.#options;
    if (this.restartedAt !== undefined) this.behind++;
    else if (message.body.type === 'init') this.#begin(message, time);
    // A node ignores messages before its init.
    else if (this.input.length === 0 || (range !== undefined && time < range.from)) this.before++;
    else if (this.input.length >= limit || (range !== undefined && time > range.to)) this.behind++;
    else this.#add(message);
  }

  #begin(message: SentMessage, time: number): void {
    if (this.input.length > 1) {
      this.restartedAt = time;
      this.behind++;
      return;
    }
    // A life that ended before the requested time is not part of the case.
    this.before += this.input.length;
    this.unheard += this.output.length;
    this.input = [];
    this.output = [];
    this.requests = [];
    this.#requests = new Set();
    this.#add(message);
  }

  #add(message: SentMessage): void {
    const text = textOf(message);
    if (text === undefined) {
      this.tooDeep++;
      return;
    }
    this.input.push(text);
    const request = key(message.src, message.body.msg_id);
    if (isClientId(message.src) && request !== undefined) this.#requests.add(request);
  }

  #said(message: SentMessage): void {
    const { dest, body } = message;
    const reply = key(dest, body.in_reply_to);
    const asked = reply !== undefined && this.#requests.has(reply);
    const meanwhile = this.input.length > 0 && this.behind === 0;
    const isRequest = meanwhile && body.msg_id !== undefined && !isClientId(dest);
    const isWanted = this.restartedAt === undefined && (asked || (this.#options.all && meanwhile));
    const text = isRequest || isWanted ? textOf(message) : undefined;
    if (text !== undefined && isRequest) this.requests.push(text);
    if (text !== undefined && isWanted) this.output.push(text);
    else this.unheard++;
  }
}

/** A line that editors and terminals handle; undefined if it is nested too deeply to be written. */
function textOf({ src, dest, body, bodyText }: SentMessage): string | undefined {
  try {
    const text = JSON.stringify({ src, dest, body });
    const line =
      bodyText === undefined
        ? text
        : `${JSON.stringify({ src, dest }).slice(0, -1)},"body":${compactJson(bodyText)}}`;
    // All characters of JSON outside strings are printable; inside them this is JSON's own escape.
    return printable(line);
  } catch {
    return undefined;
  }
}

/** A request as its reply refers to it; undefined if the message has no number. */
function key(client: string, number: unknown): string | undefined {
  return typeof number === 'number' || typeof number === 'string'
    ? JSON.stringify([client, number])
    : undefined;
}
