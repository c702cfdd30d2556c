/** Troubles are counted without end, and told and kept only at first. */

import test from 'ava';
import { describe, excerpt, type Trouble, type TroubleKind, Troubles } from '../../router/index.js';

function trouble(node: string, kind: TroubleKind, what = 'it did'): Trouble {
  return { node, kind, what, expected: 'it not to', hint: 'stop it' };
}

test('the first five of a kind from a node are worth telling, the others are counted', (t) => {
  const troubles = new Troubles();
  const told = Array.from({ length: 1000 }, (_, i) => troubles.add(trouble('n1', 'not-json', `line ${i}`)));
  t.deepEqual(told.slice(0, 7), [true, true, true, true, true, false, false]);
  t.false(told.slice(5).includes(true));
  const [counted, ...others] = troubles.list();
  t.is(counted?.count, 1000);
  t.deepEqual(
    counted?.first.map(({ what }) => what),
    ['line 0', 'line 1', 'line 2', 'line 3', 'line 4'],
  );
  t.deepEqual(others, []);
});

test('kinds and nodes are counted apart, in the order in which they came', (t) => {
  const troubles = new Troubles();
  for (const [node, kind] of [
    ['n2', 'malformed'],
    ['n1', 'malformed'],
    ['n1', 'overflow'],
    ['n2', 'malformed'],
  ] as const) {
    t.true(troubles.add(trouble(node, kind)));
  }
  t.deepEqual(
    troubles.list().map(({ node, kind, count }) => `${node} ${kind} ${count}`),
    ['n2 malformed 2', 'n1 malformed 1', 'n1 overflow 1'],
  );
  t.true(troubles.has('overflow'));
  t.false(troubles.has('crashed'));
});

test('without troubles there is nothing to list', (t) => {
  t.deepEqual(new Troubles().list(), []);
});

test('a trouble for a person: what happened, the output indented, what was expected, what to do', (t) => {
  t.is(describe(trouble('n1', 'crashed')), 'it did\n  expected: it not to\n  hint: stop it');
  t.is(
    describe({ ...trouble('n1', 'crashed'), text: 'one\ntwo' }),
    'it did\n    one\n    two\n  expected: it not to\n  hint: stop it',
  );
});

test('an excerpt says how long the whole was, where it is not the whole', (t) => {
  t.is(excerpt('abc', 3), 'abc');
  t.is(excerpt('abcd', 3), 'abc… (4 characters)');
});
