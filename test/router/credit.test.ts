/** A sender's credit: stopped past the limit, free again at half of it, told once each time. */

import test from 'ava';
import * as fc from 'fast-check';
import { Credit } from '../../router/credit.js';

function told(limit: number): { readonly credit: Credit; readonly calls: string[] } {
  const calls: string[] = [];
  const credit = new Credit(limit, { full: () => calls.push('full'), free: () => calls.push('free') });
  return { credit, calls };
}

test('at its limit a sender is still free, past it it is stopped, once', (t) => {
  const { credit, calls } = told(10);
  credit.take(10);
  t.deepEqual(calls, []);
  credit.take(1);
  credit.take(5);
  t.deepEqual(calls, ['full']);
});

test('a stopped sender is let go at half of its limit, once', (t) => {
  const { credit, calls } = told(10);
  credit.take(11);
  credit.give(5);
  t.deepEqual(calls, ['full']);
  credit.give(1);
  credit.give(5);
  t.deepEqual(calls, ['full', 'free']);
});

test('a sender that was let go can be stopped again', (t) => {
  const { credit, calls } = told(10);
  for (let i = 0; i < 3; i++) {
    credit.take(20);
    credit.give(20);
  }
  t.deepEqual(calls, ['full', 'free', 'full', 'free', 'full', 'free']);
});

test('full and free alternate, and who holds nothing is never stopped', (t) => {
  const amounts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.array(fc.boolean(), { maxLength: 120 }), (all, takes) => {
      const { credit, calls } = told(12);
      const held: number[] = [];
      const left = [...all];
      for (const take of takes) {
        const amount = take ? left.pop() : undefined;
        if (amount === undefined) {
          const back = held.shift();
          if (back !== undefined) credit.give(back);
        } else {
          held.push(amount);
          credit.take(amount);
        }
        const sum = held.reduce((a, b) => a + b, 0);
        const stopped = calls.at(-1) === 'full';
        if (sum > 12) t.true(stopped);
        if (sum <= 6) t.false(stopped);
      }
      t.true(calls.every((call, i) => call === (i % 2 === 0 ? 'full' : 'free')));
    }),
  );
});
