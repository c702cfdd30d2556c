/** Axes that changed nothing. */

import test from 'ava';
import { parseAxis } from '../../../harness/sweep/axis.js';
import { keyOf } from '../../../harness/sweep/grid.js';
import { idleAxes } from '../../../harness/sweep/idle-axes.js';
import { summarise } from '../../../harness/sweep/point-summary.js';
import type { RunRecord } from '../../../harness/sweep/run-record.js';

const AXES = [parseAxis('a=1,2'), parseAxis('b=1,2'), parseAxis('c=1')];

/** Runs of the whole grid with two seeds, the messages of each as told. */
function idle(perOp: (a: number, b: number, seed: number) => number | undefined): readonly string[] {
  const settings = [1, 2].flatMap((a) => [1, 2].map((b) => ({ a, b, c: 1 })));
  const records = settings.flatMap((each) =>
    [1, 2].map((seed): RunRecord => {
      const value = perOp(each.a, each.b, seed);
      const figures = value === undefined ? {} : { 'msgs-per-op': value };
      return { settings: each, seed, valid: true, delivered: true, figures };
    }),
  );
  const points = settings.map((each) => ({ settings: each, key: keyOf(each) }));
  return idleAxes(AXES, summarise(points, records));
}

test('an axis is idle when no run depends on it', (t) => {
  t.deepEqual(
    idle((a, _b, seed) => a + 10 * seed),
    ['b'],
  );
  t.deepEqual(
    idle((_a, _b, seed) => seed),
    ['a', 'b'],
  );
});

test('one run that differs is enough', (t) => {
  t.deepEqual(
    idle((a, b, seed) => (a === 2 && b === 2 && seed === 2 ? 1 : 0)),
    [],
  );
});

test('without figures nothing is said', (t) => {
  t.deepEqual(
    idle(() => undefined),
    [],
  );
});
