/** What is going on in a run, in figures. */

import test from 'ava';
import { type Seen, statusOf } from '../../../harness/terminal/status.js';
import type { Operation } from '../../../harness/operations/history.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { simulated } from '../simulated.js';

const SECOND = 1_000_000_000;
const SEEN: Seen = {
  phase: 'running',
  since: 2 * SECOND,
  counts: { invoke: 4, ok: 2, fail: 1, info: 0 },
  nemesis: [],
};

function operation(seconds: number, type: Operation['type'], extra: Partial<Operation> = {}): Operation {
  return { index: 0, time: seconds * SECOND, type, process: 0, f: 'echo', value: null, ...extra };
}

/** A run at some second of its clock. */
function at(seconds: number, history: readonly Operation[] = []) {
  const { cluster, statistics } = simulated(() => {});
  const clock = { now: () => seconds * SECOND, schedule: () => ({ cancel: () => {} }) };
  const options = completeOptions({
    workload: 'echo',
    nodes: ['n1', 'n2', 'n3'],
    runtime: 'sim',
    'time-limit': 20,
  });
  const first = { node: 'n1', kind: 'not-json' as const, count: 7, first: [] };
  const troubles = { list: () => [first] };
  return { options, seed: 7, clock, statistics, history, cluster, troubles, folder: undefined };
}

test('time is counted from the zero of the run and from the beginning of the phase', (t) => {
  t.like(statusOf(at(5), SEEN), { phase: 'running', at: 5, elapsed: 3, limit: 20 });
});

test('the rate is that of the operations that ended in the last three seconds', (t) => {
  const history = [
    operation(6, 'ok'),
    operation(7.5, 'ok'),
    operation(8, 'fail'),
    operation(8.5, 'info'),
    operation(8.6, 'invoke'),
    operation(8.7, 'info', { process: 'nemesis', f: 'kill' }),
  ];
  t.is(statusOf(at(10, history), SEEN).rate, 1);
  t.is(statusOf(at(20, history), SEEN).rate, 0);
});

test('at the beginning the rate is over what there is, once that is half a second; other phases have none', (t) => {
  const history = [operation(2.1, 'ok'), operation(2.2, 'ok')];
  t.is(statusOf(at(2.4, history), SEEN).rate, undefined);
  t.is(statusOf(at(3, history), SEEN).rate, 2);
  t.is(statusOf(at(3, history), { ...SEEN, phase: 'recovering' }).rate, undefined);
});

test('messages are counted per operation, once there is one', (t) => {
  t.is(statusOf(at(5), SEEN).messagesPerOperation, 0);
  const counts = { invoke: 0, ok: 0, fail: 0, info: 0 };
  t.is(statusOf(at(5), { ...SEEN, counts }).messagesPerOperation, undefined);
});

test('faults that are in force are told with how long they have lasted, others not', (t) => {
  const nemesis = [
    ...[3, 3.5].map((time, i) =>
      operation(time, 'info', { process: 'nemesis', f: 'kill', value: i === 0 ? 'n1' : { n1: 'killed' } }),
    ),
    ...[4, 4.25].map((time) => operation(time, 'info', { process: 'nemesis', f: 'loss', value: '0.5' })),
    ...[5, 5].map((time) => operation(time, 'info', { process: 'nemesis', f: 'loss', value: '0' })),
  ];
  t.deepEqual(statusOf(at(6), { ...SEEN, nemesis }).faults, [{ fault: 'kill', text: 'n1', seconds: 2.5 }]);
});

test('nodes are told apart by what they do, while they are expected to run', async (t) => {
  const run = at(5);
  const { clock, cluster } = simulated(() => {});
  await clock.drive(async () => {
    await cluster.start();
    await cluster.control('pause n2');
    await cluster.control('kill n3');
    const status = statusOf({ ...run, cluster }, SEEN);
    t.deepEqual(status.nodes, { running: 1, paused: ['n2'], dead: ['n3'] });
    t.is(statusOf({ ...run, cluster }, { ...SEEN, phase: 'stopping' }).nodes, undefined);
    await cluster.stop();
  });
});

test('troubles are told with their whole number', (t) => {
  t.like(statusOf(at(5), SEEN).troubles, [{ node: 'n1', kind: 'not-json', count: 7 }]);
});
