/** Why values were lost or late, as a summary tells it. */

import test from 'ava';
import { explanationLines } from '../../../harness/findings/explanation-lines.js';

function explained(kinds: readonly ('lost' | 'late')[], expect: readonly string[] = []) {
  const explanations = kinds.map((kind, i) => ({
    kind,
    value: i,
    node: 'n1',
    text: `${kind} ${i}`,
    messages: [],
    operations: [],
  }));
  const thresholds = expect.map((text) => ({ expect: text, valid: false }));
  return explanationLines({ explanations, thresholds }, 'report.html');
}

test('of values that were lost the first five are told, and where the rest is', (t) => {
  t.deepEqual(explained(['late', 'lost', 'lost']), [
    ['why', 'lost 1'],
    ['', 'lost 2'],
  ]);
  t.deepEqual(explained(Array.from({ length: 7 }, () => 'lost' as const)).slice(4), [
    ['', 'lost 4'],
    ['', 'and 2 more in report.html'],
  ]);
});

test('late values are told where none was lost and a stable latency is too long, three of them', (t) => {
  const late = Array.from({ length: 4 }, () => 'late' as const);
  t.deepEqual(explained(late), []);
  t.deepEqual(explained(late, ['msgs-per-op < 3']), []);
  for (const expect of ['stable-max < 600', 'stable-p50 < 400'])
    t.deepEqual(explained(late, [expect]), [
      ['why', 'late 0'],
      ['', 'late 1'],
      ['', 'late 2'],
      ['', 'and 1 more in report.html'],
    ]);
  t.deepEqual(explained(['late', 'lost'], ['stable-max < 600']), [['why', 'lost 1']]);
});

test('results that explain nothing have nothing to tell', (t) => {
  t.deepEqual(explanationLines({ explanations: [], thresholds: [] }, 'x'), []);
});

test('a text is one line, of a length that can be read, and cannot act on the terminal', (t) => {
  const text = `a\n  b\u001B[2J${'x'.repeat(1_000_000)}`;
  const lost = { kind: 'lost' as const, value: 1, text, messages: [], operations: [] };
  const [[, shown] = ['', '']] = explanationLines({ explanations: [lost], thresholds: [] }, 'x');
  t.regex(shown, /^a b\\u001b\[2Jx+… \(1000007 characters\)$/);
  t.true(shown.length < 400);
});
