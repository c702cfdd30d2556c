/** Members of JSON values of any shape. */

import test from 'ava';
import { memberOf, valueAt } from '../../../harness/text/value-at.js';

test('a member of an object or an array is found at its path', (t) => {
  t.is(valueAt({ a: [{ b: 7 }] }, ['a', 0, 'b']), 7);
  t.deepEqual(valueAt({ a: 1 }, []), { a: 1 });
});

test('what has no members has none under any key', (t) => {
  for (const value of [null, undefined, 7, 'text', true]) t.is(memberOf(value, 'length'), undefined);
  t.is(valueAt({ a: null }, ['a', 'b', 'c']), undefined);
});
