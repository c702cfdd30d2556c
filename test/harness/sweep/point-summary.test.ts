/** What the seeds of a point say together. */

import test from 'ava';
import { summarise } from '../../../harness/sweep/point-summary.js';
import { pointsNamed, run } from './records.js';

test('messages are a mean over seeds, latencies a median and the worst, good runs a share', (t) => {
  const [summary] = summarise(pointsNamed(1), [run(1, 3, 4, 90), run(1, 1, 1, 50), run(1, 2, 1, 60)]);
  t.is(summary?.perOp?.mean, 2);
  t.deepEqual(summary?.latencies, {
    'stable-p50': { median: 30, worst: 45 },
    'stable-p99': { median: 59, worst: 89 },
    'stable-max': { median: 60, worst: 90 },
  });
  t.is(summary?.good, 3);
  t.is(summary?.goodInterval.high, 1);
  t.deepEqual(
    summary?.runs.map(({ seed }) => seed),
    [1, 2, 3],
  );
});

test('a point without runs, and one whose runs came to nothing, have no figures', (t) => {
  const crash = {
    settings: { w: 2 },
    seed: 1,
    valid: 'unknown' as const,
    delivered: false,
    figures: {},
    problem: 'x',
  };
  const [none, crashed] = summarise(pointsNamed(1, 2), [crash]);
  t.deepEqual([none?.perOp, none?.latencies, none?.fronts, none?.runs.length], [undefined, {}, [], 0]);
  t.deepEqual([crashed?.perOp, crashed?.good, crashed?.fronts], [undefined, 0, []]);
});

test('each point is on the fronts where no other beats it', (t) => {
  const summaries = summarise(pointsNamed(1, 2, 3), [
    run(1, 1, 10, 100),
    run(2, 1, 1, 400),
    run(3, 1, 11, 120, {
      figures: { 'msgs-per-op': 11, 'stable-p50': 1, 'stable-p99': 200, 'stable-max': 120 },
    }),
  ]);
  t.deepEqual(
    summaries.map(({ fronts }) => fronts),
    [['stable-p50', 'stable-p99', 'stable-max'], ['stable-p50', 'stable-p99', 'stable-max'], ['stable-p50']],
  );
});

for (const [flaw, title] of [
  [{ valid: false }, 'was not valid'],
  [{ valid: 'unknown' }, 'has no verdict'],
  [{ delivered: false }, 'did not deliver all'],
  [{ problem: 'n1 crashed' }, 'had a node crash'],
] as const) {
  test(`a point of which one run ${title} is on no front, however cheap`, (t) => {
    const runs = [run(1, 1, 10, 100), run(2, 1, 1, 1), run(2, 2, 1, 1, flaw)];
    const [sound, cheap] = summarise(pointsNamed(1, 2), runs);
    t.deepEqual(cheap?.fronts, []);
    t.is(cheap?.good, 1);
    t.is(sound?.fronts.length, 3);
  });
}
