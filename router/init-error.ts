/** Why a node did not become part of its cluster: what came instead of `init_ok`, and what was expected. */

import { type Body, codeText, printExact, type RpcError } from '../node/index.js';
import type { Trouble } from './trouble.js';

/** A node did not become part of the cluster. */
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

/** The node refused: with which code, and in its own words. */
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

/** What was seen of a node that did not answer `init` in time. */
export interface SeenAtInit {
  /** What its client got in the place of a reply. */
  readonly stray: string | undefined;
  /** The first thing that the node did wrong. */
  readonly trouble: Trouble | undefined;
}

export function noReply(node: string, timeoutMs: number, { stray, trouble }: SeenAtInit): string {
  const late = `it did not answer init within ${timeoutMs / 1000} s`;
  if (stray !== undefined) return `${late}: ${stray}`;
  if (trouble !== undefined) {
    const text = trouble.text === undefined ? '' : `: ${trouble.text.split('\n')[0]}`;
    return `${late}: ${trouble.what}${text} (expected ${trouble.expected}; ${trouble.hint})`;
  }
  return (
    `${late}. Expected one line on its stdout such as ` +
    `{"src": "${node}", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1}}; does it flush its stdout?`
  );
}
