/**
 * A session of `eddy up`: reads lines, passes messages and control lines to the cluster, and prints replies. It ends
 * at the end of input, quit, Ctrl-C, or when the reader of its output has left.
 */

import { messageOf } from '../errors/message-of.js';
import { type Body, isClientId, isObject, LineSplitter, type Message } from '../../node/index.js';
import {
  type Cluster,
  CONTROL_WORDS,
  ControlError,
  type Endpoint,
  type Envelope,
  SERVICES,
} from '../../router/index.js';
import { printable } from '../text/printable.js';
import { CONTROL_HELP } from './control-help.js';
import type { OpenRequests } from '../terminal/open-requests.js';

export const SESSION_HELP = `
On stdin, a line each:
  {"src":"c1","dest":"n1","body":{...}}   a message of a client; without src it is c1's
  n1 {"type":"read"}                      the same in short: a request of c1, msg_id filled in
  lin-kv {"type":"read","key":1}          services are there too: lin-kv, seq-kv, lww-kv, lin-tso
${CONTROL_HELP}
  nodes         help         quit

Replies go to stdout as JSON lines, the trace to stderr. At the end of stdin the cluster
stops when all requests are answered, or after 5 s.`;

/** How long the replies to the last requests may take after the end of input. */
const LAST_ANSWERS_MS = 5000;

/** A client of the user's: messages sent to it are printed. */
class Desk implements Endpoint {
  readonly #deliver: (envelope: Envelope) => void;

  constructor(deliver: (envelope: Envelope) => void) {
    this.#deliver = deliver;
  }

  obstacle(): undefined {
    return undefined;
  }

  deliver(envelope: Envelope): void {
    this.#deliver(envelope);
  }
}

export class Session {
  readonly #cluster: Cluster;
  readonly #say: (line: string) => void;
  readonly #clients = new Set<string>();
  readonly #open: OpenRequests;
  #nextMsgId = 1;
  /** Control lines are executed one after the other: a message after a partition is subject to it. */
  #doing: Promise<void> = Promise.resolve();
  #end: () => void = () => {};

  /** `open` must be a journal of the cluster. */
  constructor(cluster: Cluster, open: OpenRequests, say: (line: string) => void) {
    this.#cluster = cluster;
    this.#open = open;
    this.#say = say;
  }

  /** Resolves when the session has ended. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.#end = resolve;
      const splitter = new LineSplitter({
        line: (text) => {
          this.#doing = this.#doing.then(() => this.#line(text.trim()));
        },
        tooLong: (start) => this.#say(`too long: ${printable(start)}…`),
      });
      process.stdin.on('data', (chunk: Buffer) => splitter.push(chunk));
      process.stdin.on('end', () => {
        splitter.end();
        void this.#doing.then(() => this.#lastAnswers());
      });
      process.stdout.on('error', () => resolve());
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    });
  }

  async #line(text: string): Promise<void> {
    if (text === '' || text.startsWith('#')) return;
    try {
      if (text === 'quit' || text === 'exit') this.#end();
      else if (text === 'help') this.#say(SESSION_HELP.trim());
      else if (text === 'nodes')
        this.#say([...this.#cluster.states()].map(([node, state]) => `${node} ${state}`).join(', '));
      else if (text.startsWith('{')) this.#message(...parseMessage(text));
      else if (/^\S+\s*\{/.test(text)) this.#request(text);
      else await this.#control(text);
    } catch (error) {
      const expected = error instanceof ControlError || error instanceof InputError;
      this.#say(expected ? `? ${printable(error.message)}` : `? ${text}: ${String(error)}`);
    }
  }

  async #control(text: string): Promise<void> {
    const [word] = text.split(/\s+/);
    if (!CONTROL_WORDS.some((each) => each === word)) {
      const known = [...CONTROL_WORDS, 'nodes', 'help', 'quit'].join(', ');
      throw new InputError(
        `unknown word ${JSON.stringify(word)}: expected ${known}, or a message as a JSON object`,
      );
    }
    await this.#cluster.control(text);
  }

  /** `n1 {"type":"read"}` */
  #request(text: string): void {
    const brace = text.indexOf('{');
    const dest = JSON.stringify(text.slice(0, brace).trim());
    const given = text.slice(brace);
    const body =
      parseObject(given)['msg_id'] === undefined ? withMember('msg_id', this.#nextMsgId++, given) : given;
    this.#message(...parseMessage(`{"src":"c1","dest":${dest},"body":${body}}`));
  }

  #message(message: Message, line: string): void {
    const { src, dest } = message;
    if (!isClientId(src))
      throw new InputError(`src ${JSON.stringify(src)}: expected a client, whose name begins with c`);
    if (!this.#clients.has(src)) {
      this.#clients.add(src);
      this.#cluster.network.attach(src, new Desk((envelope) => this.#deliver(src, envelope)));
    }
    this.#open.add(message);
    const rejection = this.#cluster.network.submit(message, line);
    if (rejection !== undefined) {
      this.#open.cancel(message);
      const known = [...this.#cluster.nodes, ...SERVICES].join(', ');
      throw new InputError(`there is no ${JSON.stringify(dest)}: expected one of ${known}`);
    }
  }

  #deliver(client: string, envelope: Envelope): void {
    process.stdout.write(`${envelope.text}\n`);
    this.#open.answered(client, envelope.body.in_reply_to);
  }

  #lastAnswers(): void {
    const timer = setTimeout(() => {
      this.#say(`${this.#open.size} requests are still unanswered`);
      this.#end();
    }, LAST_ANSWERS_MS);
    this.#open.whenNone(() => {
      clearTimeout(timer);
      this.#end();
    });
  }
}

class InputError extends Error {}

/** The text of an object with one member more. */
function withMember(name: string, value: string | number, object: string): string {
  const rest = object.slice(object.indexOf('{') + 1);
  return `{${JSON.stringify(name)}:${JSON.stringify(value)}${rest.trim() === '}' ? '' : ','}${rest}`;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`not JSON: ${text} (${messageOf(error)})`);
  }
  if (!isObject(value)) throw new InputError(`expected a JSON object, got ${text}`);
  return value;
}

/** The message of a line, and its text, in which numbers are spelled as typed. */
function parseMessage(text: string): [Message, string] {
  const object = parseObject(text);
  const { src = 'c1', dest, body } = object;
  if (typeof src !== 'string' || typeof dest !== 'string' || !isObject(body)) {
    throw new InputError(`expected {"src":"c1","dest":"n1","body":{...}}, got ${text}`);
  }
  return [
    { src, dest, body: body as Body },
    object['src'] === undefined ? withMember('src', src, text) : text,
  ];
}
