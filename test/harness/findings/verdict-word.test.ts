/** The one word for a verdict. */

import test from 'ava';
import { type Verdict, toneOf, verdictOf, verdictWord } from '../../../harness/findings/verdict-word.js';

for (const [valid, verdict, word, tone] of [
  [true, 'valid', 'VALID', 'good'],
  [false, 'invalid', 'INVALID', 'bad'],
  ['unknown', 'unknown', 'UNKNOWN', 'warn'],
  [undefined, 'not finished', 'NOT FINISHED', 'warn'],
] as const) {
  test(`results with ${String(valid)} are ${word}`, (t) => {
    t.is(verdictOf(valid), verdict);
    t.is(verdictWord(verdict), word);
    t.is(toneOf(verdict), tone);
  });
}

test('a run without results that is seen on disk has a word of its own, and only a damaged one is bad', (t) => {
  const seen: readonly Verdict[] = ['running', 'broken off', 'damaged'];
  t.deepEqual(seen.map(verdictWord), ['running', 'broken off', 'damaged']);
  t.deepEqual(seen.map(toneOf), ['warn', 'warn', 'bad']);
});
