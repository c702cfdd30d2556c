import test from 'ava';
import * as fc from 'fast-check';
import { echoChecker, type Validity } from '../../../harness/checkers/index.js';
import { history } from './operations.js';

test('an empty history is valid', (t) => {
  t.deepEqual(echoChecker([]), { valid: true, errors: [] });
});

test('a payload that comes back changed is an error with what was expected and what came', (t) => {
  const reply = { type: 'echo_ok', echo: 'b', in_reply_to: 1 };
  const { valid, errors } = echoChecker(history([0, 'invoke', 'echo', 'a'], [0, 'ok', 'echo', reply]));
  t.false(valid);
  t.deepEqual(errors, [['Expected a message with :echo', 'a', 'But received', reply]]);
});

test('replies are matched with the request of the same process', (t) => {
  const crossed = history(
    [0, 'invoke', 'echo', 'a'],
    [1, 'invoke', 'echo', 'b'],
    [1, 'ok', 'echo', { echo: 'b' }],
    [0, 'ok', 'echo', { echo: 'a' }],
  );
  t.true(echoChecker(crossed).valid);
});

function validityOf(sent: unknown, received: unknown): Validity {
  return echoChecker(history([0, 'invoke', 'echo', sent], [0, 'ok', 'echo', { echo: received }])).valid;
}

test('the order of keys is free, that of a list is not', (t) => {
  t.true(validityOf({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }));
  t.false(validityOf([1, 2], [2, 1]));
  t.false(validityOf(1, '1'));
});

test('a reply without echo equals a payload of null', (t) => {
  t.true(echoChecker(history([0, 'invoke', 'echo', null], [0, 'ok', 'echo', { type: 'echo_ok' }])).valid);
});

test('an echo that timed out or is open is ignored', (t) => {
  const unsure = history([0, 'invoke', 'echo', 'a'], [1, 'invoke', 'echo', 'b'], [1, 'info', 'echo', 'b']);
  t.true(echoChecker(unsure).valid);
});

test('an echo that definitely failed is an error', (t) => {
  t.false(echoChecker(history([0, 'invoke', 'echo', 'a'], [0, 'fail', 'echo', 'a'])).valid);
});

test('whatever JSON comes back unchanged is valid', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      const echo: unknown = JSON.parse(JSON.stringify(payload));
      t.true(validityOf(payload, echo));
    }),
  );
});
