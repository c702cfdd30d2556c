/** The faults of a run, as a summary tells them. */

import test from 'ava';
import { faultLines } from '../../../harness/findings/fault-lines.js';

test('a few faults are told one by one, with their times', (t) => {
  t.deepEqual(
    faultLines([
      { fault: 'partition', text: 'n1 | n2', from: 0.5, to: 2.04 },
      { fault: 'slow', text: 'n1 10 times', from: 1 },
    ]),
    [
      ['faults', '0.5-2.0 s partition n1 | n2'],
      ['', 'from 1.0 s on slow n1 10 times'],
    ],
  );
  t.deepEqual(faultLines([]), []);
});

test('many are told by their kinds, in the order in which these began', (t) => {
  const kills = [1, 2, 3].map((from) => ({ fault: 'kill', text: 'n1', from, to: from + 0.5 }));
  const pauses = [
    { fault: 'pause', text: 'n1', from: 1.5, to: 9 },
    { fault: 'pause', text: 'n2', from: 4 },
  ];
  t.deepEqual(faultLines([...kills, ...pauses, { fault: 'loss', text: '0.5', from: 5, to: 6 }]), [
    ['faults', 'kill 3 times, from 1.0 s to 3.5 s'],
    ['', 'pause 2 times, from 1.5 s to the end'],
    ['', '5.0-6.0 s loss 0.5'],
  ]);
});
