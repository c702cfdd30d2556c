import test from 'ava';
import * as fc from 'fast-check';
import { Sequence } from '../../../node/gossip/sequence.js';

test('an empty sequence has no number and no gap', (t) => {
  const sequence = new Sequence();
  t.is(sequence.upTo, 0);
  t.false(sequence.hasGap);
  t.deepEqual(sequence.beyond, []);
  t.false(sequence.has(1));
});

test('whatever is added, it has what a set has, and knows its first gap', (t) => {
  const step = fc.record({ number: fc.integer({ min: 1, max: 12 }), all: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const sequence = new Sequence();
      const model = new Set<number>();
      for (const { number, all } of steps) {
        if (all) {
          sequence.addUpTo(number);
          for (let each = 1; each <= number; each++) model.add(each);
        } else {
          t.is(sequence.add(number), !model.has(number));
          model.add(number);
        }
        let upTo = 0;
        while (model.has(upTo + 1)) upTo++;
        t.is(sequence.upTo, upTo);
        t.deepEqual(
          sequence.beyond.toSorted((a, b) => a - b),
          [...model].filter((each) => each > upTo).toSorted((a, b) => a - b),
        );
        t.is(sequence.hasGap, sequence.beyond.length > 0);
        for (let each = 1; each <= 13; each++) t.is(sequence.has(each), model.has(each));
      }
    }),
  );
});
