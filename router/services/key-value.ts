/**
 * The requests of a key-value service on one key: read, write, compare-and-set. The three services share them and
 * differ in which state of the key a requester sees (docs/protocol.md, section "Services").
 *
 *     read {key}                                      read_ok {value}, or error 20
 *     write {key, value}                              write_ok
 *     cas {key, from, to, create_if_not_exists?}      cas_ok, or error 20 or 22
 */

import { ERRORS } from '../../node/index.js';
import { errorReply, type Reply, type Request } from './service.js';
import type { StoredValue } from './stored-value.js';

export const KEY_VALUE_TYPES = ['read', 'write', 'cas'] as const;

export interface KeyValueOutcome {
  readonly reply: Reply;
  /** The new value of the key, if the request set it. */
  readonly written?: StoredValue;
}

/** The outcome of a request on a key that holds `held`; undefined means that the key does not exist. */
export function act(request: Request, held: StoredValue | undefined): KeyValueOutcome {
  switch (request.type) {
    case 'read':
      if (held === undefined) return missing(request);
      return { reply: { type: 'read_ok', fields: { value: held.text } } };
    case 'write':
      return { reply: { type: 'write_ok' }, written: request.field('value') };
    default:
      return compareAndSet(request, held);
  }
}

function compareAndSet(request: Request, held: StoredValue | undefined): KeyValueOutcome {
  if (held === undefined) {
    const create = request.field('create_if_not_exists').text;
    // Any value but false and null is true, as in Clojure, the language of Maelstrom.
    if (create === 'false' || create === 'null') return missing(request);
  } else {
    const from = request.field('from');
    if (!held.same(from)) {
      const text = `expected ${from.text}, but the key ${request.field('key').text} holds ${held.text}`;
      return { reply: errorReply(ERRORS.preconditionFailed, text) };
    }
  }
  return { reply: { type: 'cas_ok' }, written: request.field('to') };
}

function missing(request: Request): KeyValueOutcome {
  return {
    reply: errorReply(ERRORS.keyDoesNotExist, `the key ${request.field('key').text} does not exist`),
  };
}
