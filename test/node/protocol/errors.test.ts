/** The registry of error codes, and errors on their way over the wire. */

import test from 'ava';
import { ERRORS, errorKind, RpcError } from '../../../node/index.js';

/** Maelstrom's protocol documentation, section "Errors". */
const REGISTRY = [
  [0, 'timeout', false],
  [1, 'node-not-found', true],
  [10, 'not-supported', true],
  [11, 'temporarily-unavailable', true],
  [12, 'malformed-request', true],
  [13, 'crash', false],
  [14, 'abort', true],
  [20, 'key-does-not-exist', true],
  [21, 'key-already-exists', true],
  [22, 'precondition-failed', true],
  [30, 'txn-conflict', true],
] as const;

test('the codes, names and definiteness are those of the protocol', (t) => {
  t.deepEqual(
    Object.values(ERRORS).map(({ code, name, definite }) => [code, name, definite]),
    REGISTRY.map((row) => [...row]),
  );
});

test('the kind of a code is found by its number', (t) => {
  for (const [code, name, definite] of REGISTRY) t.deepEqual(errorKind(code), { code, name, definite });
});

for (const code of [2, 15, 1000, -1, 0.5, '13', null, undefined]) {
  test(`${JSON.stringify(code)} is no code of the registry, and says nothing for sure`, (t) => {
    t.deepEqual(errorKind(code), {
      code: typeof code === 'number' ? code : -1,
      name: 'unknown',
      definite: false,
    });
  });
}

test('an error is made of a kind, or of any code', (t) => {
  const known = new RpcError(ERRORS.abort, 'no');
  t.like(known, { name: 'RpcError', message: 'no', code: 14, definite: true, body: undefined });
  t.deepEqual(known.kind, ERRORS.abort);
  t.like(new RpcError(1001, 'mine'), { code: 1001, message: 'mine', definite: false });
});

test('an error from the wire keeps its whole body', (t) => {
  const body = { type: 'error', in_reply_to: 3, code: 22, text: 'expected 1, had 2', had: 2 };
  const error = RpcError.fromBody(body);
  t.like(error, { code: 22, message: 'expected 1, had 2', definite: true });
  t.is(error.body, body);
});

test('an error from the wire without a usable code or text is an unknown one without a text', (t) => {
  for (const body of [{ type: 'error' }, { type: 'error', code: '20', text: 5 }]) {
    t.like(RpcError.fromBody(body), { code: -1, message: '', definite: false });
  }
});
