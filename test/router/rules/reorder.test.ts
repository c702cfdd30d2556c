/** Messages that are held back: how often, how long, on which links. */

import test from 'ava';
import * as fc from 'fast-check';
import { MILLISECOND, Random } from '../../../node/index.js';
import {
  PASS,
  REORDER_WINDOW_MS,
  type Reordering,
  ReorderRule,
  type Verdict,
} from '../../../router/index.js';

function ruleOf(reordering?: Reordering): ReorderRule {
  const rule = new ReorderRule(new Random(3));
  if (reordering !== undefined) rule.set(reordering);
  return rule;
}

function verdicts(rule: ReorderRule, count: number, src = 'n1', dest = 'n2'): readonly Verdict[] {
  return Array.from({ length: count }, () => rule.judge({ src, dest, body: {} }));
}

test('nothing is held back before anybody asks for it', (t) => {
  t.deepEqual(verdicts(ruleOf(), 100), Array(100).fill(PASS));
  t.deepEqual(ruleOf().get(), { probability: 0, windowMs: REORDER_WINDOW_MS });
});

for (const probability of [0, 0.05, 0.5, 1]) {
  test(`a probability of ${probability} holds back that share of messages, and all others pass`, (t) => {
    const all = verdicts(ruleOf({ probability, windowMs: 10 }), 20_000);
    const held = all.filter(({ kind }) => kind === 'delay').length;
    t.true(Math.abs(held / all.length - probability) < 0.015, String(held));
    t.is(all.filter(({ kind }) => kind === 'pass').length, all.length - held);
  });
}

test('what is held back waits a whole number of milliseconds, one at least and no longer than the window', (t) => {
  const delays = verdicts(ruleOf({ probability: 1, windowMs: 20 }), 1000).map((verdict) =>
    verdict.kind === 'delay' ? verdict.delay / MILLISECOND : NaN,
  );
  t.deepEqual(
    [...new Set(delays)].toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  t.is(REORDER_WINDOW_MS, 100);
});

test('clients are spared, whichever end they are at, and nobody else', (t) => {
  const rule = ruleOf({ probability: 1, windowMs: 1 });
  const held: Verdict = { kind: 'delay', delay: MILLISECOND };
  t.deepEqual(verdicts(rule, 1, 'c1', 'n1'), [PASS]);
  t.deepEqual(verdicts(rule, 1, 'n1', 'c1'), [PASS]);
  t.deepEqual(verdicts(rule, 1, 'n1', 'lin-kv'), [held]);
  t.deepEqual(verdicts(rule, 1, 'n1', 'n1'), [held]);
});

test('what befalls a link depends on the seed and its own messages alone', (t) => {
  const link = fc.constantFrom<[string, string]>(['n2', 'n1'], ['n1', 'n3'], ['n3', 'n2']);
  const others = fc.array(fc.array(link, { maxLength: 3 }), { minLength: 30, maxLength: 30 });
  const undisturbed = verdicts(ruleOf({ probability: 0.5, windowMs: 50 }), 30);
  fc.assert(
    fc.property(others, (between) => {
      const rule = ruleOf({ probability: 0.5, windowMs: 50 });
      const own = between.map((links) => {
        for (const [src, dest] of links) rule.judge({ src, dest, body: {} });
        return rule.judge({ src: 'n1', dest: 'n2', body: {} });
      });
      t.deepEqual(own, undisturbed);
    }),
    { seed: 1, numRuns: 20 },
  );
});
