/** When a node speaks to its children and to its delegate. */

import test from 'ava';
import * as fc from 'fast-check';
import { Beat, costByAge, costOnBeat } from '../../../node/gossip/beat.js';

const T = 1000;

/** A beat that has found 100 values in each of its windows for 24 children, so that it keeps to a beat from `at` on. */
function steady(at = 5000): Beat {
  const beat = new Beat();
  beat.spokeDown(at, T, 100, 24);
  return beat;
}

test('short windows are not waited for by children, and are no more than waited out by parents', (t) => {
  const beat = new Beat();
  t.is(beat.up(70, 5, 20), 70);
  t.is(beat.down(70, 5, 70), 75);
  t.is(beat.down(70, 5, 60), 70);
  beat.spokeDown(75, 5, 9, 4);
  t.is(beat.announcement(80, 5), undefined);
});

test('with few values a parent speaks when the oldest has waited for a window', (t) => {
  const beat = new Beat();
  beat.spokeDown(5000, T, 1, 24);
  t.is(beat.announcement(5100, T), undefined);
  t.is(beat.down(6000, T, 5800), 6800);
  t.is(beat.down(6000, T, 4000), 6003);
});

test('with many values a parent keeps to a beat, and says when it comes next', (t) => {
  const beat = steady();
  t.is(beat.announcement(5000, T), 1000);
  t.is(beat.announcement(5400, T), 600);
  t.is(beat.announcement(7999.95, T), T + 0.0500000000001819);
  t.is(beat.down(5990, T, 5100), 6000);
});

test('a straggler is not kept waiting beyond its window, nor sent within half a window of the last time', (t) => {
  const beat = steady();
  t.is(beat.down(5100, T, 4700), 5700);
  t.is(beat.down(5100, T, 4200), 5500);
  t.is(beat.down(5600, T, 4200), 5603);
});

test('a child hands in so as to arrive right before its delegate speaks', (t) => {
  const beat = new Beat();
  beat.delegateSpeaks(5000, 600);
  // 5600 less 40 of travel and 3 of margin; later slots follow at whole windows.
  t.is(beat.up(5100, T, 40), 5557);
  t.is(beat.up(5557, T, 40), 5557);
  t.is(beat.up(5558, T, 40), 6557);
  t.is(beat.up(9000, T, 40), 9557);
});

test('a child that knows no beat hands in at once, but not more often than twice a window', (t) => {
  const beat = new Beat();
  t.is(beat.up(100, T, 40), 100);
  beat.spokeUp(100);
  t.is(beat.up(150, T, 40), 600);
  t.is(beat.up(700, T, 40), 700);
  beat.delegateSpeaks(1000, 500);
  t.is(beat.up(1100, T, undefined), 1100);
  beat.delegateSpeaks(1200, undefined);
  t.is(beat.up(1300, T, 40), 1300);
  beat.delegateSpeaks(1400, 500);
  beat.forgetDelegate();
  t.is(beat.up(1500, T, 40), 1500);
});

test('a beat is given up when values become few, and what was agreed on can be forgotten', (t) => {
  const beat = steady();
  for (let i = 1; i <= 20; i++) beat.spokeDown(5000 + i * 10_000, T, 1, 24);
  t.is(beat.announcement(300_000, T), undefined);
  const other = steady();
  other.forgetAll();
  t.is(other.announcement(5100, T), undefined);
});

test('a beat costs no more than one message up and one down for each child and window, however many values', (t) => {
  const args = [
    fc.double({ min: 0.0001, max: 10, noNaN: true }),
    fc.integer({ min: 10, max: 5000 }),
    fc.integer({ min: 1, max: 1000 }),
  ] as const;
  fc.assert(
    fc.property(...args, (rate, window, children) => {
      t.true(costOnBeat(rate, window, children) <= (2 * children) / window + 1e-9);
      // Either way each child hears at least once for each window, or for each value if these are rarer.
      t.true(costByAge(rate, window, children) >= children / (window + 1 / rate));
    }),
  );
  t.is(costByAge(0, T, 24), 0);
  t.is(costOnBeat(0, T, 24), 0);
});
