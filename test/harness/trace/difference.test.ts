import path from 'node:path';
import test from 'ava';
import { runTest } from '../../../harness/run/run-test.js';
import { compareTraces, firstDifference } from '../../../harness/trace/difference.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder } from '../folder.js';
import { drop, fault, journal, recv, send } from './journal.js';

const gossip = (...values: readonly unknown[]): object => ({ type: 'gossip', values });

async function run(seed: number, bin?: string): Promise<string> {
  const { folder: stored } = await runTest({
    workload: 'broadcast',
    runtime: 'sim',
    seed,
    'time-limit': 3,
    rate: 20,
    latency: 20,
    nemesis: ['partition'],
    'nemesis-interval': 1,
    store: path.join(folder(), 'store'),
    ...(bin !== undefined && { bin }),
  });
  return stored ?? '';
}

test('two simulated runs of one seed have no difference', async (t) => {
  const [one, again] = [await run(1), await run(1)];
  const { equal, difference } = await compareTraces(one, again);
  t.is(difference, undefined);
  t.true(equal.messages > 100 && equal.faults > 0);
  t.deepEqual((await compareTraces(one, again, { byLink: true })).equal, equal);
});

test('two simulated runs of different seeds part, and so do two programs', async (t) => {
  const [one, other, broken] = [
    await run(1),
    await run(2),
    await run(1, 'test/programs/forgets-to-forward.js'),
  ];
  t.truthy(await firstDifference(one, other));
  const difference = await firstDifference(one, broken, { filter: { types: ['gossip'] } });
  t.like(difference, {
    kind: 'only-left',
    equal: { messages: 0 },
    left: { message: { body: { type: 'gossip' } } },
  });
});

test('what differs is told field by field, with the lines around it', async (t) => {
  const before = [send(1, 0, 'n1', 'n2', gossip(1)), recv(2, 0), fault(3, 'heal', 'all links are open')];
  const left = journal(
    ...before,
    send(4, 1, 'n1', 'n2', gossip(1, 2)),
    recv(5, 1),
    send(6, 2, 'n2', 'n1', gossip(9)),
  );
  const right = journal(...before, send(4, 1, 'n1', 'n2', gossip(1, 3)), recv(5, 1));
  const difference = await firstDifference(left, right);
  t.like(difference, {
    kind: 'differs',
    equal: { messages: 1, faults: 1 },
    at: 4e6,
    fields: [{ path: 'body.values.1', left: '2', right: '3' }],
  });
  t.deepEqual(
    difference?.context.map(({ type }) => type),
    ['journey', 'fault'],
  );
  t.deepEqual([difference?.nextLeft.length, difference?.nextRight.length], [1, 0]);
  t.deepEqual(JSON.parse(JSON.stringify(difference)), difference, 'plain data');
});

test('an outcome counts when it comes, not when its message was sent', async (t) => {
  const start = send(1, 0, 'n1', 'n2', gossip(1));
  const second = send(3, 1, 'n1', 'n3', gossip(1));
  const left = journal(start, second, recv(4, 1), recv(9, 0));
  const right = journal(start, second, recv(4, 1), drop(9, 0, 'partition'));
  t.like(await firstDifference(left, right), {
    at: 9e6,
    equal: { messages: 0, faults: 0 },
    fields: [{ path: 'outcome', left: 'delivered at 0.009 s', right: 'dropped (partition) at 0.009 s' }],
  });
  // Between its sending and its end something else was different already.
  const earlier = journal(
    start,
    fault(2, 'partition', 'n1 | n2'),
    second,
    recv(4, 1),
    drop(9, 0, 'partition'),
  );
  const difference = await firstDifference(left, earlier);
  t.like(difference, { kind: 'only-right', at: 2e6, equal: { messages: 1, faults: 0 } });
  t.like(difference?.context, [{ outcome: { kind: 'under-way' } }]);
});

test('what only one of them has, and what has another order, is told as that', async (t) => {
  const [a, b, c] = [1, 2, 3].map((id) => send(1, id, 'n1', `n${id}`, gossip(id)));
  const kind = async (left: readonly unknown[], right: readonly unknown[]): Promise<unknown> =>
    (await firstDifference(journal(...left), journal(...right)))?.kind;
  t.is(await kind([a, b, c], [a, c]), 'only-left');
  t.is(await kind([a, c], [a, b, c]), 'only-right');
  t.is(await kind([a, b, c], [a, c, b]), 'order');
  t.is(await kind([a, b], [a, c]), 'differs');
  t.is(await kind([a, b], [a]), 'right-ends');
  t.is(await kind([], [a]), 'left-ends');
  t.is(await kind([], []), undefined);
});

test('a message more does not hide behind the numbers that it shifts', async (t) => {
  const ask = (msg_id: number, n: number): unknown => send(n, n, 'n1', 'n2', { type: 'ask', msg_id, n });
  const difference = await firstDifference(
    journal(ask(1, 1), ask(2, 3)),
    journal(ask(1, 1), ask(2, 2), ask(3, 3)),
  );
  t.like(difference, { kind: 'only-right', at: 2e6 });
});

test('times can be left out', async (t) => {
  const left = journal(send(1, 0, 'n1', 'n2', gossip(1)), recv(2, 0));
  const right = journal(send(5, 0, 'n1', 'n2', gossip(1)), recv(9, 0));
  t.like(await firstDifference(left, right), { fields: [{ path: 'time' }] });
  t.is(await firstDifference(left, right, { ignoreTime: true }), undefined);
  const lost = journal(send(5, 0, 'n1', 'n2', gossip(1)), drop(9, 0, 'loss'));
  t.like(await firstDifference(left, lost, { ignoreTime: true }), {
    fields: [{ path: 'outcome', left: 'delivered', right: 'dropped (loss)' }],
  });
});

test('by link, the order between links and the numbers over all links do not count', async (t) => {
  const to = (ms: number, id: number, dest: string, msg_id: number, value: unknown): unknown =>
    send(ms, id, 'n1', dest, { type: 'tell', msg_id, value });
  const left = journal(to(1, 0, 'n2', 1, 'a'), to(1, 1, 'n3', 2, 'b'), to(1, 2, 'n2', 3, 'c'));
  const right = journal(to(1, 0, 'n3', 1, 'b'), to(1, 1, 'n2', 2, 'a'), to(1, 2, 'n2', 3, 'c'));
  t.is((await firstDifference(left, right))?.kind, 'order');
  t.is(await firstDifference(left, right, { byLink: true }), undefined);
});

test('by link, the link that parts first is told, a link that only one has too', async (t) => {
  const tell = (ms: number, id: number, dest: string, value: number): unknown =>
    send(ms, id, 'n1', dest, { type: 'tell', value });
  const left = journal(tell(1, 0, 'n2', 1), tell(2, 1, 'n3', 1), tell(3, 2, 'n2', 2), tell(4, 3, 'n4', 1));
  const right = journal(tell(1, 0, 'n3', 1), tell(1, 1, 'n2', 1), tell(3, 2, 'n2', 7));
  t.like(await firstDifference(left, right, { byLink: true, ignoreTime: true }), {
    link: { src: 'n1', dest: 'n2' },
    at: 3e6,
    equal: { messages: 1, faults: 0 },
    fields: [{ path: 'body.value', left: '2', right: '7' }],
  });
  const extra = journal(tell(1, 0, 'n3', 1), tell(1, 1, 'n2', 1), tell(3, 2, 'n2', 2));
  t.like(await firstDifference(left, extra, { byLink: true, ignoreTime: true }), {
    link: { src: 'n1', dest: 'n4' },
    kind: 'right-ends',
  });
  const faulty = await firstDifference(
    journal(tell(1, 0, 'n2', 1), fault(2, 'heal', 'all')),
    journal(tell(1, 0, 'n2', 1), fault(2, 'heal', 'some')),
    { byLink: true },
  );
  t.is(faulty?.link, undefined);
  t.like(faulty, { fields: [{ path: 'text', left: 'all', right: 'some' }] });
});

test('filters and ignored fields hold for both sides', async (t) => {
  const left = journal(send(1, 0, 'n1', 'n2', { type: 'x', at: 1 }), send(2, 1, 'n1', 'n2', gossip(1)));
  const right = journal(send(1, 0, 'n1', 'n2', { type: 'x', at: 2 }), send(2, 1, 'n1', 'n2', gossip(1)));
  t.truthy(await firstDifference(left, right));
  t.is(await firstDifference(left, right, { filter: { types: ['gossip'] } }), undefined);
  t.is(await firstDifference(left, right, { ignored: ['at'] }), undefined);
});

test('what is no journal is a usage error', async (t) => {
  const good = journal(send(1, 0, 'n1', 'n2', gossip(1)));
  await t.throwsAsync(firstDifference(good, '/nowhere'), { instanceOf: UsageError });
  for (const byLink of [false, true]) {
    const bad = journal(send(1, 0, 'n1', 'n2', gossip(1)), 'rubbish');
    await t.throwsAsync(firstDifference(good, bad, { byLink }), {
      instanceOf: UsageError,
      message: /line 2/,
    });
  }
});
