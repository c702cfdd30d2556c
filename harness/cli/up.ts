/**
 * `eddy up`: a cluster on the desk. Messages of clients come in on stdin as JSON lines, what nodes send to clients goes out
 * on stdout as JSON lines, control lines change the cluster, and the trace goes to stderr.
 */

import type { Command } from 'commander';
import { type Body, isClientId, isObject, LineSplitter, type Message } from '../../node/index.js';
import {
  type Cluster,
  ControlError,
  describe,
  type Endpoint,
  type Envelope,
  type Trouble,
} from '../../router/index.js';
import { colorsFor } from '../colors.js';
import { printable } from '../printable.js';
import { startCluster } from '../start-cluster.js';
import { ExitCode } from './exit-code.js';
import { LiveTrace } from './live-trace.js';
import { addFlags, CLUSTER_FLAGS, readFlags } from './options.js';

const HELP = `
On stdin, a line each:
  {"src":"c1","dest":"n1","body":{...}}   a message of a client; without src it is c1's
  n1 {"type":"read"}                      the same in short: a request of c1, msg_id filled in
  partition majority                      or one, minority-third, majorities-ring, one-way
  partition n1,n2 | n3,n4,n5              groups that do not hear each other
  partition n1 -> n2                      n2 does not hear n1
  heal                                    all links are open
  latency 100 uniform                     mean ms; constant, uniform or exponential
  loss 0.05     duplication 0.05          probabilities
  pause n1      resume n1                 nodes stand still and go on (n1,n2 or all)
  kill n1       restart n1
  nodes         help         quit

Replies go to stdout as JSON lines, the trace to stderr. At the end of stdin the cluster
stops when all requests are answered, or after 5 s.`;

/** How long the answers to the last requests may take after the end of input. */
const LAST_ANSWERS_MS = 5000;

export function upCommand(program: Command): void {
  const command = program
    .command('up')
    .description('start a cluster without a workload, to talk to and to break by hand or from a script')
    .argument('[args...]', 'arguments for the node program, after --')
    .option('--program <name>', 'our own program that runs without --bin; default broadcast')
    .option('--no-trace', 'no trace on stderr');
  addFlags(command, CLUSTER_FLAGS);
  command.addHelpText('after', HELP);
  command.action(async (args: string[], given: Record<string, unknown>) => {
    const { program: own, trace } = given as { readonly program?: string; readonly trace: boolean };
    const input = readFlags(given, CLUSTER_FLAGS, args);
    process.exitCode = await up({ ...input, ...(own !== undefined && { program: own }) }, trace);
  });
}

async function up(
  input: Parameters<typeof startCluster>[0] & { readonly 'log-stderr'?: boolean | undefined },
  trace: boolean,
): Promise<ExitCode> {
  const colors = colorsFor('stderr');
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const { 'log-stderr': logStderr = false, ...cluster } = input;
  const running = await startCluster(cluster, {
    ...(trace && {
      journal: new LiveTrace(say, colors, process.stderr.isTTY ? process.stderr.columns : undefined),
    }),
    listener: {
      trouble: (trouble: Trouble) =>
        say(colors.red(`! ${describe(trouble).split('\n').map(printable).join('\n')}`)),
      log: (node, line) => {
        if (logStderr) say(`${node} | ${printable(line)}`);
      },
    },
  });
  const session = new Session(running, say);
  const ended = session.run();
  // Only now: whoever reads it may answer with Ctrl-C at once, and the session knows what that means.
  say(colors.bold(`${running.nodes.join(' ')} are up; help lists what you can type`));
  try {
    await ended;
  } finally {
    // Open, it would keep this process alive after `quit` and Ctrl-C.
    process.stdin.destroy();
    await running.stop();
  }
  return running.deaths.size > 0 ? ExitCode.crash : ExitCode.valid;
}

/** A client of the user's: what is sent to it is printed. */
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

class Session {
  readonly #cluster: Cluster;
  readonly #say: (line: string) => void;
  readonly #clients = new Set<string>();
  /** Requests without an answer, as `client msg_id`. */
  readonly #open = new Set<string>();
  #nextMsgId = 1;
  /** Control lines are done one after the other: a message behind a partition meets it. */
  #doing: Promise<void> = Promise.resolve();
  #end: () => void = () => {};

  constructor(cluster: Cluster, say: (line: string) => void) {
    this.#cluster = cluster;
    this.#say = say;
  }

  /** Resolves when the user has had enough. */
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
      else if (text === 'help') this.#say(HELP.trim());
      else if (text === 'nodes')
        this.#say([...this.#cluster.states()].map(([node, state]) => `${node} ${state}`).join(', '));
      else if (text.startsWith('{')) this.#message(...parseMessage(text));
      else if (/^\S+\s*\{/.test(text)) this.#request(text);
      else await this.#cluster.control(text);
    } catch (error) {
      const expected = error instanceof ControlError || error instanceof InputError;
      this.#say(expected ? `? ${printable(error.message)}` : `? ${text}: ${String(error)}`);
    }
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
    const { src, dest, body } = message;
    if (!isClientId(src))
      throw new InputError(`src ${JSON.stringify(src)}: expected a client, whose name begins with c`);
    if (!this.#clients.has(src)) {
      this.#clients.add(src);
      this.#cluster.network.attach(src, new Desk((envelope) => this.#deliver(src, envelope)));
    }
    if (body.msg_id !== undefined) this.#open.add(`${src} ${body.msg_id}`);
    const rejection = this.#cluster.network.submit(message, line);
    if (rejection !== undefined) {
      this.#open.delete(`${src} ${body.msg_id}`);
      throw new InputError(
        `there is no ${JSON.stringify(dest)}: expected one of ${this.#cluster.nodes.join(', ')}`,
      );
    }
  }

  #deliver(client: string, envelope: Envelope): void {
    process.stdout.write(`${envelope.text}\n`);
    this.#open.delete(`${client} ${envelope.body.in_reply_to}`);
    if (this.#open.size === 0) this.#answered();
  }

  /** Replaced at the end of input, when the last answer ends the session. */
  #answered: () => void = () => {};

  #lastAnswers(): void {
    if (this.#open.size === 0) {
      this.#end();
      return;
    }
    const timer = setTimeout(() => {
      this.#say(`${this.#open.size} requests are still unanswered`);
      this.#end();
    }, LAST_ANSWERS_MS);
    this.#answered = () => {
      clearTimeout(timer);
      this.#end();
    };
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
    throw new InputError(`not JSON: ${text} (${(error as Error).message})`);
  }
  if (!isObject(value)) throw new InputError(`expected a JSON object, got ${text}`);
  return value;
}

/** The message of a line, and the line that says it: numbers go on as they were typed. */
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
