/** Why a node did not become part of its cluster: what came instead of `init_ok`, and what was expected. */

import { type Body, codeText, printExact, type RpcError } from '../node/index.js';
import { tellingLine } from './diagnoses/start-causes.js';
import type { Printed } from './hosts/host.js';
import { describeExit, type Exit } from './hosts/exit.js';
import { characters } from './ingress.js';
import { excerpt, type Trouble, type TroubleKind } from './trouble.js';

/**
 * A node was started and did not become part of its cluster. The message says what came instead of `init_ok`.
 */
export class InitError extends Error {
  readonly node: string;

  constructor(node: string, text: string, cause?: unknown) {
    super(`${node} did not start: ${text}`, { cause });
    this.name = 'InitError';
    this.node = node;
  }
}

export function stopped(node: string): InitError {
  return new InitError(node, 'the cluster was stopped');
}

export function wrongReply(node: string, reply: Body): InitError {
  const { type } = reply;
  const close = typeof type === 'string' && type.toLowerCase().replaceAll(/[^a-z]+/g, '_') === 'init_ok';
  const hint = close ? ': types are compared letter by letter' : '';
  return new InitError(node, `expected a reply of type init_ok to init, got ${printExact(reply)}${hint}`);
}

/** The node refused: the code, and its own text. */
export function refused(node: string, error: RpcError): InitError {
  const { body, message } = error;
  const code = body === undefined ? String(error.code) : codeText(body);
  const words = message === '' ? 'without a text' : JSON.stringify(message);
  return new InitError(
    node,
    `it answered init with an error reply, ${code}, ${words}; expected init_ok`,
    error,
  );
}

const EXPECTED =
  'Expected one line on its stdout such as {"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1}}';

const ENDED_WELL =
  'a node reads lines from its stdin until Eddy stops it: does the program call its main function, and read in a loop?';

/** What came instead of an answer to `init`. */
export interface Silence {
  readonly timeoutMs: number;
  /** The first message that its client got instead of a reply. */
  readonly stray: string | undefined;
  /** The node's first trouble. */
  readonly trouble: Trouble | undefined;
  /** Undefined for a node without output streams. */
  readonly printed: Printed | undefined;
  /** The last output that was no message. */
  readonly unreadable: Trouble | undefined;
  /** What all its threads wait for, if none can ever go on. */
  readonly deadlock: string | undefined;
  /** Other nodes that have not answered either. */
  readonly others: readonly string[];
}

/** Why a running node did not answer `init`: the sentence after "n1 did not start: ". */
export function noReply(seen: Silence): string {
  const { timeoutMs, printed, unreadable, others, stray, trouble, deadlock } = seen;
  const seconds = timeoutMs / 1000;
  const also = others.length === 0 ? '' : ` (neither did ${excerpt(others.join(', '), 60)})`;
  const silence = `it did not answer init within ${seconds} s${also}`;
  if (stray !== undefined) return `${silence}: ${stray}`;
  if (unreadable !== undefined) return `${silence}. ${unreadable.what}. ${cure(unreadable)}`;
  if (trouble !== undefined) return `${silence}: ${inFull(trouble)}`;
  if (deadlock !== undefined) return `${silence}. It waits for ever: ${deadlock}`;
  const { lines = 0, rest = { length: 0, start: '' }, stderr = [] } = printed ?? {};
  if (rest.start.trim() !== '') {
    const begins = rest.length > 60 ? 'begin' : 'are';
    return (
      `${silence}. It printed ${characters(rest.length)} without a line end, which ${begins} ` +
      `${JSON.stringify(rest.start.slice(0, 60))}. A message ends with \\n`
    );
  }
  const said = tellingLine(stderr);
  const log = said === undefined ? '' : `. The last of its log: ${excerpt(said, 200)}`;
  if (lines > 0 || printed === undefined) return `${silence}. ${EXPECTED}${log}`;
  return (
    `${silence}. ${EXPECTED}; nothing came: does it flush its stdout? ` +
    `A program that starts slowly needs longer: --init-timeout ${Math.max(60, seconds * 2)}${log}`
  );
}

/** The node's answer to `init` came, but cannot be parsed. */
export function unreadableAnswer(trouble: Trouble): InitError {
  return new InitError(trouble.node, `its answer to init cannot be read. ${trouble.what}. ${cure(trouble)}`);
}

export function endedEarly(node: string, exit: Exit): InitError {
  const said = tellingLine(exit.stderr);
  const known = exit.cause ?? (exit.code === 0 ? ENDED_WELL : undefined);
  const cause = known === undefined ? '' : `. ${capital(known)}`;
  const log = said === undefined ? '' : `: ${excerpt(said, 200)}`;
  return new InitError(node, `it ended with ${describeExit(exit)} before it answered init${log}${cause}`);
}

const UNREADABLE: ReadonlySet<TroubleKind> = new Set([
  'not-json',
  'malformed',
  'no-line-end',
  'too-long',
  'closed',
]);

/** Whether a trouble is about output that is no message. */
export function isUnreadable({ kind }: Trouble): boolean {
  return UNREADABLE.has(kind);
}

/** Whether the unreadable output was meant as the answer to `init`. */
export function holdsInitOk({ text = '' }: Trouble): boolean {
  return /"type\\?"\s*:\s*\\?"init_ok\\?"/.test(text.replaceAll('\0', ''));
}

function inFull({ what, text, expected, hint }: Trouble): string {
  const quoted = text === undefined ? '' : `: ${text.split('\n')[0]}`;
  return `${what}${quoted} (expected ${expected}; ${hint})`;
}

function cure({ hint }: Trouble): string {
  return capital(hint);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
