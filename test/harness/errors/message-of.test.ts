/** What a thrown value says. */

import test from 'ava';
import { existing } from '../../../harness/errors/existing.js';
import { codeOf, messageOf } from '../../../harness/errors/message-of.js';

test('an error says its message, any other value its text', (t) => {
  t.is(messageOf(new TypeError('no number')), 'no number');
  t.is(messageOf('thrown as it is'), 'thrown as it is');
});

test('only an error of Node has a code', (t) => {
  t.is(codeOf(Object.assign(new Error('there'), { code: 'EEXIST' })), 'EEXIST');
  for (const error of [new Error('x'), Object.assign(new Error('x'), { code: 7 }), { code: 'EEXIST' }, null])
    t.is(codeOf(error), undefined);
});

test('what must exist is handed on, null and 0 included; what does not is a bug', (t) => {
  for (const value of [0, '', false, null]) t.is(existing<unknown>(value), value);
  t.throws(() => existing([1][1]), { instanceOf: RangeError, message: /bug in Eddy/ });
});
