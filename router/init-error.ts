/** Why a node did not become part of its cluster: what came instead of `init_ok`, and what was expected. */

import { type Body, printExact } from '../node/index.js';

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
  return new InitError(node, `expected a reply of type init_ok to init, got ${printExact(reply)}`);
}

export function noReply(timeoutMs: number): string {
  return (
    `it did not answer init within ${timeoutMs / 1000} s. Expected one line on its stdout such as ` +
    '{"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1}}; does it flush its stdout?'
  );
}
