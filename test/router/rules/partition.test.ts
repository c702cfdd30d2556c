/** Cuts are directed, add up, and end all together. */

import test from 'ava';
import { complete, oneWay, PartitionRule, PASS, type Verdict } from '../../../router/index.js';

const CUT: Verdict = { kind: 'drop', reason: 'partition' };

function judge(rule: PartitionRule, src: string, dest: string): Verdict {
  return rule.judge({ src, dest, body: {} });
}

test('a cut is directed: the deaf node is still heard', (t) => {
  const rule = new PartitionRule();
  rule.cut(oneWay(['n1'], ['n2']));
  t.deepEqual(judge(rule, 'n1', 'n2'), CUT);
  t.deepEqual(judge(rule, 'n2', 'n1'), PASS);
  t.deepEqual(judge(rule, 'n3', 'n2'), PASS);
});

test('clients, services and messages to oneself are not cut off', (t) => {
  const rule = new PartitionRule();
  rule.cut(complete([['n1'], ['n2', 'n3']]));
  for (const [src, dest] of [
    ['c1', 'n1'],
    ['n1', 'c1'],
    ['n1', 'lin-kv'],
    ['lin-kv', 'n1'],
    ['n1', 'n1'],
    ['n2', 'n3'],
  ] as const) {
    t.deepEqual(judge(rule, src, dest), PASS);
  }
});

test('a second cut is added to the first', (t) => {
  const rule = new PartitionRule();
  rule.cut(oneWay(['n1'], ['n2']));
  rule.cut(oneWay(['n3'], ['n2']));
  rule.cut(oneWay(['n2'], ['n1']));
  t.deepEqual(judge(rule, 'n1', 'n2'), CUT);
  t.deepEqual(judge(rule, 'n3', 'n2'), CUT);
  t.deepEqual(judge(rule, 'n2', 'n1'), CUT);
  t.deepEqual(
    rule.get(),
    new Map([
      ['n2', new Set(['n1', 'n3'])],
      ['n1', new Set(['n2'])],
    ]),
  );
});

test('healing ends all cuts', (t) => {
  const rule = new PartitionRule();
  rule.cut(complete([['n1'], ['n2']]));
  rule.heal();
  t.deepEqual(judge(rule, 'n1', 'n2'), PASS);
  t.is(rule.get().size, 0);
});

test('a grudge that was cut is not changed by the next one', (t) => {
  const rule = new PartitionRule();
  const grudge = oneWay(['n1'], ['n2']);
  rule.cut(grudge);
  rule.cut(oneWay(['n3'], ['n2']));
  t.deepEqual(grudge, new Map([['n2', new Set(['n1'])]]));
});

test('a grudge against nobody leaves no trace', (t) => {
  const rule = new PartitionRule();
  rule.cut(new Map([['n1', new Set<string>()]]));
  t.is(rule.get().size, 0);
});
