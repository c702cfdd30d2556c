/** Links have priorities: within a link messages keep their order, and a change makes a link the last. */

import test from 'ava';
import { type Message, MILLISECOND, Random } from '../../../node/index.js';
import { OrderRule } from '../../../router/rules/order.js';

const message = (src: string, dest: string): Message => ({ src, dest, body: { type: 'a' } });

function delayOf(rule: OrderRule, src: string, dest: string): number {
  const verdict = rule.judge(message(src, dest));
  return verdict.kind === 'delay' ? verdict.delay : 0;
}

test('each link has a delay of its own, the same for each of its messages', (t) => {
  const rule = new OrderRule(new Random(1), { changes: 0, messages: 100, spreadMs: 50 });
  const first = ['n1', 'n2', 'n3'].map((dest) => delayOf(rule, 'n0', dest));
  t.is(new Set(first).size, 3);
  for (const [i, dest] of ['n1', 'n2', 'n3'].entries()) t.is(delayOf(rule, 'n0', dest), first[i] ?? -1);
  t.true(first.every((delay) => delay >= 0 && delay <= 50 * MILLISECOND));
});

test('at each change one link becomes slower than all before', (t) => {
  const rule = new OrderRule(new Random(2), { changes: 3, messages: 30, spreadMs: 10 });
  const delays = Array.from({ length: 30 }, () => delayOf(rule, 'n0', 'n1'));
  t.deepEqual(
    delays,
    delays.toSorted((a, b) => a - b),
  );
  t.true((delays.at(-1) ?? 0) >= 20 * MILLISECOND);
});

test('clients are spared', (t) => {
  const rule = new OrderRule(new Random(3), { changes: 5, messages: 5, spreadMs: 10 });
  t.is(delayOf(rule, 'c1', 'n1'), 0);
  t.is(delayOf(rule, 'n1', 'c1'), 0);
});
