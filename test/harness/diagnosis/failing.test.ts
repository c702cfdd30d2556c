/** What fails a run, whatever its clients saw. */

import test from 'ava';
import { crashedNodes, failsRun, failsStrictly } from '../../../harness/diagnosis/index.js';

for (const [kind, always, strictly] of [
  ['crashed', true, true],
  ['not-json', false, true],
  ['not-utf8', false, true],
  ['no-line-end', false, true],
  ['unknown-dest', false, true],
  ['overflow', false, false],
  ['closed', false, false],
  ['foreign-src', false, false],
  ['silent', false, false],
  ['wrong-reply', false, false],
] as const) {
  test(`${kind} fails a run: ${always ? 'always' : strictly ? 'under --strict' : 'never'}`, (t) => {
    t.is(failsRun({ kind }, false), always);
    t.is(failsRun({ kind }, true), strictly);
  });
}

test('a node that crashed fails no run strictly: it does so whether or not --strict is given', (t) => {
  t.false(failsStrictly({ kind: 'crashed' }, true));
  t.false(failsStrictly({ kind: 'not-json' }, false));
  t.true(failsStrictly({ kind: 'not-json' }, true));
});

test('nodes that crashed are named in the order in which they did', (t) => {
  const trouble = (node: string, kind: 'crashed' | 'not-json') => ({ node, kind, count: 1, first: [] });
  t.deepEqual(crashedNodes([trouble('n3', 'crashed'), trouble('n2', 'not-json'), trouble('n1', 'crashed')]), [
    'n3',
    'n1',
  ]);
});
