/** Messages that vanish, come twice or are damaged: how often, on which links, and by whose chance. */

import test from 'ava';
import { MILLISECOND, Random } from '../../../node/index.js';
import { PASS, type Rule, RULES, type Verdict } from '../../../router/index.js';

const COUNT = 20_000;

function verdicts(rule: Rule, src = 'n1', dest = 'n2', count = COUNT): readonly Verdict[] {
  return Array.from({ length: count }, () => rule.judge({ src, dest, body: {} }));
}

function share(all: readonly Verdict[], kind: Verdict['kind']): number {
  return all.filter((verdict) => verdict.kind === kind).length / all.length;
}

/** The verdict on what each of them befalls. */
const KINDS = { loss: 'drop', duplication: 'duplicate', corrupt: 'damage' } as const;

function made(name: keyof typeof KINDS, probability: number, random = new Random(3)) {
  const rule = RULES[name].make(random, OPTIONS);
  rule.set(probability);
  return rule;
}

const OPTIONS = { latency: { meanMs: 0, distribution: 'constant' }, loss: 0.25, duplication: 0.75 } as const;

test('a network begins with the probabilities of its options', (t) => {
  t.is(RULES.loss.make(new Random(3), OPTIONS).get(), 0.25);
  t.is(RULES.duplication.make(new Random(3), OPTIONS).get(), 0.75);
  t.is(RULES.corrupt.make(new Random(3), OPTIONS).get(), 0);
});

for (const name of ['loss', 'duplication', 'corrupt'] as const) {
  const kind = KINDS[name];
  const make = (probability: number) => made(name, probability);

  for (const p of [0, 0.05, 0.5, 1]) {
    test(`${name} of ${p} befalls that share of messages, and all others pass`, (t) => {
      const all = verdicts(make(p));
      t.true(Math.abs(share(all, kind) - p) < 0.015, `${share(all, kind)}`);
      t.is(share(all, kind) + share(all, 'pass'), 1);
    });
  }

  test(`${name} spares clients, whichever end they are at, and nobody else`, (t) => {
    const rule = make(1);
    t.deepEqual(verdicts(rule, 'c1', 'n1', 1), [PASS]);
    t.deepEqual(verdicts(rule, 'n1', 'c1', 1), [PASS]);
    t.is(share(verdicts(rule, 'n1', 'lin-kv', 1), kind), 1);
    t.is(share(verdicts(rule, 'n1', 'n1', 1), kind), 1);
  });

  test(`${name} on one link does not change what befalls another`, (t) => {
    const undisturbed = verdicts(make(0.5), 'n1', 'n2', 100);
    const rule = make(0.5);
    const between = undisturbed.map(() => {
      verdicts(rule, 'n2', 'n1', 2);
      verdicts(rule, 'n1', 'n3', 1);
      return rule.judge({ src: 'n1', dest: 'n2', body: {} });
    });
    t.deepEqual(between, undisturbed);
  });

  test(`${name} can be changed`, (t) => {
    const rule = make(0);
    rule.set(1);
    t.is(rule.get(), 1);
    t.is(share(verdicts(rule, 'n1', 'n2', 10), kind), 1);
  });
}

test('a lost message is dropped as lost', (t) => {
  t.deepEqual(verdicts(made('loss', 1), 'n1', 'n2', 1), [{ kind: 'drop', reason: 'loss' }]);
});

test('a second copy follows within 100 ms, in whole milliseconds', (t) => {
  const afters = verdicts(made('duplication', 1), 'n1', 'n2', 2000).map((verdict) =>
    verdict.kind === 'duplicate' ? verdict.after / MILLISECOND : NaN,
  );
  t.true(afters.every((after) => Number.isInteger(after)));
  t.is(Math.min(...afters), 0);
  t.is(Math.max(...afters), 100);
});

test('loss and duplication of one network do not fall on the same messages', (t) => {
  const random = new Random(3);
  const loss = made('loss', 0.5, random);
  const duplication = made('duplication', 0.5, random);
  // Each on a link of its own: a message that comes twice costs one draw more.
  const both = Array.from({ length: 1000 }, (_, i) => ({ src: 'n1', dest: `m${i}`, body: {} })).filter(
    (message) => loss.judge(message).kind === 'drop' && duplication.judge(message).kind === 'duplicate',
  );
  t.true(both.length > 200 && both.length < 300, `${both.length} of 1000`);
});

test('any byte of a body can be damaged, in any of its bits that can be', (t) => {
  const damages = verdicts(made('corrupt', 1), 'n1', 'n2', 2000).flatMap((verdict) =>
    verdict.kind === 'damage' ? [verdict.damage] : [],
  );
  const bits = new Set(damages.map(({ bit }) => bit));
  t.deepEqual([...bits].toSorted(), [0, 1, 2, 3, 4]);
  const tenths = new Set(damages.map(({ place }) => Math.floor(place * 10)));
  t.deepEqual([...tenths].toSorted(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
