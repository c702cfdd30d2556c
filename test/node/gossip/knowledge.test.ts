/** What a peer is known to have: never less than before, and nothing that it did not show. */

import test from 'ava';
import * as fc from 'fast-check';
import { Knowledge } from '../../../node/gossip/knowledge.js';
import { ValueLog } from '../../../node/gossip/value-log.js';

test('what a peer was known to have it still has, though an older message says less', (t) => {
  const one = new Knowledge();
  one.learn('n1.a', 2);
  one.learn('n1.a', 1);
  t.is(one.upTo('n1.a'), 2);
  t.is(one.upTo('n9.z'), 0);
});

test('a run that a peer shows says nothing about what came before it', (t) => {
  const one = new Knowledge();
  one.learnRun('n1.a', 2, 3);
  t.is(one.upTo('n1.a'), 0);
  t.deepEqual(
    [1, 2, 3, 4].map((seq) => one.has('n1.a', seq)),
    [false, true, true, false],
  );
  one.learnOne('n1.a', 1);
  t.is(one.upTo('n1.a'), 3);
});

test('in whatever order things are learned, all of them are known, and no others', (t) => {
  const facts = fc.array(fc.tuple(fc.constantFrom('one', 'run', 'upTo'), fc.integer({ min: 1, max: 12 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(facts, (all) => {
      const one = new Knowledge();
      const known = new Set<number>();
      for (const [what, seq] of all) {
        if (what === 'one') one.learnOne('n1.a', seq);
        else if (what === 'run') one.learnRun('n1.a', seq, seq + 1);
        else one.learn('n1.a', seq);
        if (what === 'upTo') for (let each = 1; each <= seq; each++) known.add(each);
        else known.add(seq);
        if (what === 'run') known.add(seq + 1);
      }
      let end = 0;
      while (known.has(end + 1)) end++;
      t.is(one.upTo('n1.a'), end);
      for (let seq = 1; seq <= 14; seq++) t.is(one.has('n1.a', seq), known.has(seq));
    }),
  );
});

test('a peer is ahead of a log that lacks something it has, with or without a gap', (t) => {
  const log = new ValueLog();
  const one = new Knowledge();
  t.false(one.isAheadOf(log));
  log.add({ origin: 'n1.a', seq: 1, value: 'v', from: undefined, bornMs: 0, arrivedMs: 0 });
  one.learn('n1.a', 1);
  t.false(one.isAheadOf(log));
  one.learnOne('n1.a', 3);
  t.true(one.isAheadOf(log));
  log.add({ origin: 'n1.a', seq: 3, value: 'v', from: undefined, bornMs: 0, arrivedMs: 0 });
  t.false(one.isAheadOf(log));
  one.learn('n1.a', 2);
  t.true(one.isAheadOf(log));
});
