/** Each change is tried alone, and what makes the run valid decides it. */

import test from 'ava';
import { decisiveChanges } from '../../../harness/search/decisive.js';
import { story } from '../../../harness/search/story.js';
import type { RunPlan } from '../../../harness/plan/run-plan.js';

const name = (nth: number) => ({ src: 'n1', dest: 'n2', type: 'gossip', nth });

const PLAN: RunPlan = {
  options: { workload: 'broadcast' },
  operations: Array.from({ length: 12 }, (_, i) => ({ at: i, worker: 0, f: 'broadcast', value: i })),
  faults: [
    { at: 0.5, do: 'partition n1 | n2' },
    { at: 2, do: 'heal' },
  ],
  exceptions: [{ message: name(3), fate: { delay: 90_000_000 } }],
};

test('one message, one fault, one exception that decide are named', async (t) => {
  const dropped = [1, 2].map((nth) => ({ message: name(nth), time: nth, reason: 'partition' }));
  const tried: RunPlan[] = [];
  const found = await decisiveChanges(PLAN, dropped, async (plan) => {
    tried.push(plan);
    const delivers = plan.exceptions.some(
      ({ message, fate }) => message.nth === 2 && fate.delivered === true,
    );
    return delivers || plan.faults.length === 1 || plan.exceptions.length === 0;
  });
  t.is(tried.length, 5);
  t.deepEqual(
    found.map(({ what }) => what),
    [
      'n1->n2 gossip 2, dropped at 2.000 s (partition): if it is delivered',
      'n1->n2 gossip 3, 90 ms under way: if it goes its usual way',
      'partition n1 | n2 at 0.5 s: without it',
      'heal at 2 s: without it',
    ],
  );
});

test('a story is in the order of time, and no longer than twelve lines', (t) => {
  const lines = story(PLAN);
  t.true(lines.length <= 12);
  t.deepEqual(lines.slice(0, 3), [
    '0.000 s  worker 0: broadcast 0',
    '0.500 s  partition n1 | n2',
    '1.000 s  worker 0: broadcast 1',
  ]);
  t.is(lines.at(-1), 'and 1 message that chance treated otherwise');
});
