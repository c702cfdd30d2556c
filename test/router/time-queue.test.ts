/** The queue against a list that is sorted anew each time. */

import test from 'ava';
import * as fc from 'fast-check';
import { TimeQueue } from '../../router/index.js';

test('an empty queue has no next time and nothing to take out', (t) => {
  const queue = new TimeQueue<string>();
  t.is(queue.nextTime(), undefined);
  t.is(queue.pop(), undefined);
  t.is(queue.size, 0);
});

test('the earliest comes out first, and among equals the one that came in first', (t) => {
  const queue = new TimeQueue<string>();
  queue.push(2, 'c');
  queue.push(1, 'a');
  queue.push(2, 'd');
  queue.push(1, 'b');
  t.is(queue.nextTime(), 1);
  t.deepEqual(
    ['a', 'b', 'c', 'd', undefined],
    [queue.pop(), queue.pop(), queue.pop(), queue.pop(), queue.pop()],
  );
});

test('an undefined item is an item', (t) => {
  const queue = new TimeQueue<undefined>();
  queue.push(1, undefined);
  queue.push(2, undefined);
  queue.pop();
  t.is(queue.nextTime(), 2);
});

test('taking everything out is a stable sort by time', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(8), { maxLength: 200 }), (times) => {
      const queue = new TimeQueue<number>();
      for (const [i, time] of times.entries()) queue.push(time, i);
      const indices = times.map((_, i) => i);
      const taken = indices.map(() => queue.pop());
      t.deepEqual(
        taken,
        indices.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0)),
      );
    }),
  );
});

test('whatever goes in and out in between, the queue is a list that is always sorted', (t) => {
  // A number is pushed with that time; null takes one out.
  const steps = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { freq: 2 }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (script) => {
      const queue = new TimeQueue<number>();
      let sorted: { readonly time: number; readonly item: number }[] = [];
      for (const [item, time] of script.entries()) {
        if (time === null) t.is(queue.pop(), sorted.shift()?.item);
        else {
          queue.push(time, item);
          sorted = [...sorted, { time, item }].toSorted((a, b) => a.time - b.time);
        }
        t.is(queue.size, sorted.length);
        t.is(queue.nextTime(), sorted[0]?.time);
      }
    }),
  );
});
