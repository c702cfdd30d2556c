/** Whether a fault hits a link or a node at a time: read from the nemesis's operations, to the nanosecond. */

import test from 'ava';
import type { Fault } from '../../../harness/faults/fault.js';
import { readFaults } from '../../../harness/faults/faults.js';
import { hitsLink, hitsNode, isHit } from '../../../harness/faults/reach.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { history, type Row } from '../checkers/operations.js';

const sound = completeOptions({ nodes: ['n1', 'n2', 'n10'], latency: 20 });

/** One operation each 10 ns, invoked at 10 i and completed at 10 i + 5. */
function faults(
  ...done: readonly (readonly [f: string, asked: unknown, result: unknown])[]
): readonly Fault[] {
  const rows = done.flatMap(([f, asked, result], i): Row[] => [
    ['nemesis', 'info', f, asked, { time: 10 * i }],
    ['nemesis', 'info', f, result, { time: 10 * i + 5 }],
  ]);
  return readFaults(history(...rows), sound);
}

const link = (src: string, dest: string) => ({ src, dest });

function only(all: readonly Fault[]): Fault {
  const [fault] = all;
  if (fault === undefined) throw new Error('no fault');
  return fault;
}

test('a one-way partition hits the direction that it cuts, from its beginning to its end', (t) => {
  const cut = only(
    faults(
      ['start-partition', 'one-way', ['isolated', { n1: ['n2'] }]],
      ['stop-partition', null, 'network-healed'],
    ),
  );
  t.deepEqual(
    [link('n2', 'n1'), link('n1', 'n2'), link('n10', 'n1'), link('c1', 'n1')].map((each) =>
      hitsLink(cut, each, 7),
    ),
    [true, false, false, false],
  );
  t.deepEqual(
    [0, 15, 16].map((at) => hitsLink(cut, link('n2', 'n1'), at)),
    [true, true, false],
  );
  t.false(isHit(cut, 'n1', 7));
});

test('a slow link hits one direction, a slow node all that it sends or is sent, but not clients', (t) => {
  const [one, node, all] = faults(
    ['start-slow', 'n1 -> n2 10', 'n1 -> n2 10'],
    ['start-slow', 'n1 10', 'n1 10'],
    ['start-slow', 'all 10', 'all 10'],
  );
  const hit = (fault: Fault | undefined) =>
    [link('n1', 'n2'), link('n2', 'n1'), link('n10', 'n2'), link('n1', 'lin-kv'), link('c1', 'n1')].map(
      (each) => fault !== undefined && hitsLink(fault, each, 100),
    );
  t.deepEqual(hit(one), [true, false, false, false, false]);
  t.deepEqual(hit(node), [true, true, false, true, false]);
  t.deepEqual(hit(all), [true, true, true, true, false]);
});

test('what cannot be understood hits nothing', (t) => {
  t.false(hitsLink(only(faults(['start-slow', 'whatever', 'whatever'])), link('n1', 'n2'), 100));
  t.false(hitsLink(only(faults(['start-partition', 'one', 'odd'])), link('n1', 'n2'), 100));
});

test('loss, latency and reordering hit all links between nodes while they last', (t) => {
  for (const [f, value] of [
    ['loss', 0.5],
    ['latency', '100'],
    ['reorder', 0.5],
  ] as const) {
    const fault = only(faults([`start-${f}`, value, value]));
    t.true(hitsLink(fault, link('n1', 'n10'), 100), f);
    t.false(hitsLink(fault, link('c1', 'n1'), 100), f);
    t.is(hitsNode(fault, 'n1', 0, 100), 0, f);
  }
});

test('of several nodes that were hit each goes on at its own time', (t) => {
  const kill = only(
    faults(
      ['kill', 'n1 n10', { n1: 'killed', n10: 'killed' }],
      ['restart', 'n1', { n1: 'restarted' }],
      ['pause', 'n2', { n2: 'paused' }],
      ['restart', 'n10', { n10: 'restarted' }],
    ),
  );
  t.deepEqual(
    [15, 16].map((at) => [isHit(kill, 'n1', at), isHit(kill, 'n10', at), isHit(kill, 'n2', at)]),
    [
      [true, true, false],
      [false, true, false],
    ],
  );
  t.is(hitsNode(kill, 'n1', 10, 30), 5);
  t.is(hitsNode(kill, 'n10', 10, 30), 20);
  t.false(hitsLink(kill, link('n1', 'n2'), 3));
});
