/**
 * The protocol's error codes as data, and the error that carries one across the wire.
 *
 * Source: Maelstrom's error registry (protocol documentation, section "Errors"). *Definite* means that the request
 * surely did not take effect; after an indefinite error it may have, or still may.
 */

import { printExact } from './exact-json.js';
import type { Body } from './message.js';

/** A kind of error: its code on the wire, its registered name, and whether the request surely did not take effect. */
export interface ErrorKind {
  readonly code: number;
  readonly name: string;
  readonly definite: boolean;
}

/** Maelstrom's registered errors, by name. Source: docs/protocol.md. */
export const ERRORS = {
  timeout: { code: 0, name: 'timeout', definite: false },
  nodeNotFound: { code: 1, name: 'node-not-found', definite: true },
  notSupported: { code: 10, name: 'not-supported', definite: true },
  temporarilyUnavailable: { code: 11, name: 'temporarily-unavailable', definite: true },
  malformedRequest: { code: 12, name: 'malformed-request', definite: true },
  crash: { code: 13, name: 'crash', definite: false },
  abort: { code: 14, name: 'abort', definite: true },
  keyDoesNotExist: { code: 20, name: 'key-does-not-exist', definite: true },
  keyAlreadyExists: { code: 21, name: 'key-already-exists', definite: true },
  preconditionFailed: { code: 22, name: 'precondition-failed', definite: true },
  txnConflict: { code: 30, name: 'txn-conflict', definite: true },
} as const satisfies Record<string, ErrorKind>;

const BY_CODE: ReadonlyMap<number, ErrorKind> = new Map(
  Object.values(ERRORS).map((kind) => [kind.code, kind]),
);

/**
 * The registered kind of a code. Any other value is of kind `unknown`, which is indefinite; its code is -1 if it is
 * no number.
 */
export function errorKind(code: unknown): ErrorKind {
  const known = typeof code === 'number' ? BY_CODE.get(code) : undefined;
  return known ?? { code: typeof code === 'number' ? code : -1, name: 'unknown', definite: false };
}

/** The code of an error reply for a person: `code 10 (not-supported)`, `code "11", a string`, `no code`. */
export function codeText({ code }: Body): string {
  if (code === undefined) return 'no code';
  if (typeof code === 'string') return `code ${JSON.stringify(code)}, a string`;
  if (typeof code !== 'number') return `code ${printExact(code)}`;
  const { name } = errorKind(code);
  return name === 'unknown' ? `code ${code}` : `code ${code} (${name})`;
}

/** An error reply: thrown in a handler it is sent, received by an RPC it rejects the promise. */
export class RpcError extends Error {
  readonly code: number;
  /** The whole error body if it came over the wire: it may hold more keys than `code` and `text`. */
  readonly body: Body | undefined;

  /** `kind`: one of `ERRORS`, or any code; `text`: for a person. */
  constructor(kind: ErrorKind | number, text: string, body?: Body) {
    super(text);
    this.name = 'RpcError';
    this.code = typeof kind === 'number' ? kind : kind.code;
    this.body = body;
  }

  get kind(): ErrorKind {
    return errorKind(this.code);
  }

  /** Whether the request surely did not take effect. */
  get definite(): boolean {
    return this.kind.definite;
  }

  /** The error of an error reply; without a numeric `code` in it, of code -1. */
  static fromBody(body: Body): RpcError {
    const text = body['text'];
    const code = body['code'];
    return new RpcError(typeof code === 'number' ? code : -1, typeof text === 'string' ? text : '', body);
  }
}

/** Whatever was thrown, as an Error. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
