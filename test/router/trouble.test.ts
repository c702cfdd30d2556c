/** Troubles are counted without end, kept only at first, and told once for all nodes. */

import test from 'ava';
import {
  describe,
  excerpt,
  isBadLine,
  type Trouble,
  type TroubleKind,
  Troubles,
} from '../../router/index.js';
import { crashed } from '../../router/trouble.js';

function trouble(node: string, kind: TroubleKind, what = 'it did'): Trouble {
  return { node, kind, what, expected: 'it not to', hint: 'stop it' };
}

test('the first five of a kind from a node are kept, the others are counted', (t) => {
  const troubles = new Troubles();
  for (let i = 0; i < 1000; i++) troubles.add(trouble('n1', 'not-json', `line ${i}`));
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
    troubles.add(trouble(node, kind));
  }
  t.deepEqual(
    troubles.list().map(({ node, kind, count }) => `${node} ${kind} ${count}`),
    ['n2 malformed 2', 'n1 malformed 1', 'n1 overflow 1'],
  );
  t.true(troubles.has('overflow'));
  t.false(troubles.has('crashed'));
});

test('what several nodes do wrong in the same way is worth telling once', (t) => {
  const troubles = new Troubles();
  const add = (node: string, flaw: string): boolean =>
    troubles.add({ ...trouble(node, 'malformed', `${node}: ${flaw}`), flaw });
  const told = [add('n1', 'no src'), add('n2', 'no src'), add('n1', 'no src'), add('n2', 'no dest')];
  t.deepEqual(told, [true, false, false, true]);
  const more = Array.from({ length: 20 }, (_, i) => add('n1', `flaw ${i}`));
  t.is(more.filter(Boolean).length, 8, 'ten of a kind are told, whatever a node thinks of');
});

test('each of the first crashes of a node is worth telling', (t) => {
  const troubles = new Troubles();
  const crash = (node: string): boolean => troubles.add({ ...trouble(node, 'crashed'), flaw: 'the same' });
  t.deepEqual([crash('n1'), crash('n2'), crash('n1')], [true, true, true]);
  t.deepEqual(
    Array.from({ length: 5 }, () => crash('n1')),
    [true, true, true, false, false],
  );
});

test('a crash is called by the line of the log that names an error', (t) => {
  const flaw = (...stderr: string[]): string | undefined =>
    crashed('n1', { code: 1, signal: null, stdout: [], stderr }, 0).flaw;
  t.is(flaw(), 'ended by itself with exit status 1, its log is empty');
  t.is(
    flaw('starting', "KeyError: 'message'", ''),
    "ended by itself with exit status 1: KeyError: 'message'",
  );
  const stack = ['TypeError: x is null', '    at f (a.js:1)', '', 'Node.js v22'];
  t.is(flaw(...stack), 'ended by itself with exit status 1: TypeError: x is null');
  t.is(flaw('no database'), 'ended by itself with exit status 1: no database');
});

test('only refused lines are what strict is about', (t) => {
  const kinds = ['not-json', 'malformed', 'unknown-src', 'crashed', 'overflow', 'foreign-src'] as const;
  t.deepEqual(
    kinds.filter((kind) => isBadLine({ kind })),
    ['not-json', 'malformed', 'unknown-src'],
  );
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
