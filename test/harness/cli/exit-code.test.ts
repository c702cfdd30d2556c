/** From verdicts to exit statuses. */

import test from 'ava';
import { runCode, verdictCode, worstCode } from '../../../harness/cli/exit-code.js';
import type { Results } from '../../../harness/verdict/analysis.js';

test('a verdict has a status', (t) => {
  t.deepEqual([true, false, 'unknown' as const].map(verdictCode), [0, 1, 2]);
});

test('a run in which a node died has crashed, whatever its verdict', (t) => {
  const results = { valid: true } as Results;
  t.is(runCode({ results, crashed: [] }), 0);
  t.is(runCode({ results, crashed: ['n1'] }), 255);
});

test('of several, a crash comes before unknown, unknown before invalid, as in the demo of Maelstrom', (t) => {
  t.is(worstCode([]), 0);
  t.is(worstCode([0, 0]), 0);
  t.is(worstCode([0, 1]), 1);
  t.is(worstCode([1, 2, 0]), 2);
  t.is(worstCode([1, 255, 2]), 255);
});
