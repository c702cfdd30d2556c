/** The workloads: what they ask of nodes, how they take the answers, and what they promise the runner. */

import test from 'ava';
import type { Answer } from '../../../harness/operations/generator.js';
import type { History, Operation } from '../../../harness/operations/history.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { programNames } from '../../../harness/cluster/program.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { type Workload, workloadNamed, WORKLOADS } from '../../../harness/workloads/index.js';
import { type Body, type Program, Random, RpcError } from '../../../node/index.js';
import { simulated } from '../simulated.js';

const options = completeOptions({ nodes: ['n1', 'n2', 'n3'], topology: 'line' });

/** The first drafts of the main phase, when all threads are free. */
function drafts(workload: Workload, count: number, seed = 1): { f: string; value: unknown }[] {
  const generator = workload.generators(new Random(seed), options, [0, 1, 2]).main;
  return Array.from({ length: count }, () => {
    const answer: Answer = generator.next({ now: 0, free: [0, 1, 2] });
    if (answer.kind !== 'operation') throw new Error(answer.kind);
    return { f: answer.draft.f, value: answer.draft.value };
  });
}

/** A node that answers requests of a type with these fields, and keeps what it was asked, less the msg_id. */
function answering(type: string, fields: Body, asked: Body[] = []): Program {
  return (node) => {
    node.on(type, {}, ({ msg_id, ...body }, src) => {
      asked.push(body);
      node.send(src, { type: `${type}_ok`, in_reply_to: msg_id ?? NaN, ...fields });
    });
  };
}

async function invoke(workload: Workload, f: string, value: unknown, program: Program): Promise<unknown> {
  const { clock, cluster } = simulated(program, { nodes: ['n1'] });
  const operation: Operation = { index: 0, time: 0, type: 'invoke', process: 0, f, value };
  return clock.drive(async () => {
    await cluster.start();
    return workload.invoke(cluster.client(), 'n1', operation, options);
  });
}

for (const [name, f, value, request, reply, result] of [
  [
    'echo',
    'echo',
    'x',
    { echo: 'x' },
    { echo: 'y', msg_id: 5 },
    { type: 'echo_ok', in_reply_to: 1, echo: 'y', msg_id: 5 },
  ],
  ['unique-ids', 'generate', null, {}, { id: [1] }, [1]],
  ['broadcast', 'broadcast', 7, { message: 7 }, {}, 7],
  ['broadcast', 'read', null, {}, { messages: [3, 1] }, [3, 1]],
  ['broadcast', 'read', null, {}, { messages: null }, []],
  ['g-set', 'add', [7], { element: [7] }, {}, [7]],
  ['g-set', 'read', null, {}, { value: [3, 1] }, [3, 1]],
  ['g-set', 'read', null, {}, { value: null }, []],
  ['g-counter', 'add', 4, { delta: 4 }, {}, 4],
  ['g-counter', 'read', null, {}, { value: 12 }, 12],
  ['pn-counter', 'add', -5, { delta: -5 }, { msg_id: 3 }, -5],
  ['pn-counter', 'read', null, {}, { value: -12 }, -12],
] as const) {
  test(`${name}: ${f} asks ${JSON.stringify(request)} and makes ${JSON.stringify(result)} of the reply`, async (t) => {
    const asked: Body[] = [];
    const program = answering(f, reply as Body, asked);
    t.deepEqual(await invoke(workloadNamed(name), f, value, program), { value: result });
    t.deepEqual(asked, [{ type: f, ...request }]);
  });
}

for (const [name, f, fields] of [
  ['echo', 'echo', {}],
  ['unique-ids', 'generate', {}],
  ['broadcast', 'broadcast', { message: 7 }],
  ['broadcast', 'read', {}],
  ['broadcast', 'read', { messages: 'none' }],
  ['g-set', 'add', { element: 7 }],
  ['g-set', 'read', { elements: [] }],
  ['g-counter', 'read', { value: null }],
  ['pn-counter', 'add', { delta: 1 }],
  ['pn-counter', 'read', { value: 2.5 }],
] as const) {
  test(`${name}: a reply to ${f} with ${JSON.stringify(fields)} is malformed`, async (t) => {
    const program = answering(f, fields as Body);
    await t.throwsAsync(invoke(workloadNamed(name), f, 1, program), { name: 'MalformedResponseError' });
  });
}

test('echo asks for other things again and again, in the words of Maelstrom', (t) => {
  const values = drafts(workloadNamed('echo'), 2000).map(({ value }) => String(value));
  t.true(values.every((value) => /^Please echo (\d|[1-9]\d|1[01]\d|12[0-7])$/.test(value)));
  t.is(new Set(values).size, 128);
});

test('broadcast gives out 0, 1, 2, ... and about as many reads', (t) => {
  const all = drafts(workloadNamed('broadcast'), 2000);
  const broadcasts = all.filter(({ f }) => f === 'broadcast');
  t.deepEqual(
    broadcasts.map(({ value }) => value),
    broadcasts.map((_, i) => i),
  );
  t.true(broadcasts.length > 900 && broadcasts.length < 1100);
  t.true(all.every(({ f, value }) => f === 'broadcast' || (f === 'read' && value === null)));
});

test('g-set adds 0, 1, 2, ... and reads about as often', (t) => {
  const all = drafts(workloadNamed('g-set'), 2000);
  const adds = all.filter(({ f }) => f === 'add');
  t.deepEqual(
    adds.map(({ value }) => value),
    adds.map((_, i) => i),
  );
  t.true(adds.length > 900 && adds.length < 1100);
  t.true(all.every(({ f, value }) => f === 'add' || (f === 'read' && value === null)));
});

for (const [name, least, share] of [
  ['pn-counter', -5, 1 / 2],
  ['g-counter', 0, 1 / 3],
] as const) {
  test(`${name} adds from ${least} to 4, each as often as the others; adds are ${share.toFixed(2)} of all`, (t) => {
    const all = drafts(workloadNamed(name), 6000);
    const adds = all.filter(({ f }) => f === 'add').map(({ value }) => Number(value));
    const count = 5 - least;
    for (let delta = least; delta <= 4; delta++) {
      const expected = (6000 * share) / count;
      const times = adds.filter((each) => each === delta).length;
      t.true(times > 0.85 * expected && times < 1.15 * expected, `${delta} ${times} times of ${expected}`);
    }
    t.true(adds.every((delta) => Number.isInteger(delta) && delta >= least && delta <= 4));
    t.true(all.every(({ f, value }) => f === 'add' || (f === 'read' && value === null)));
  });
}

for (const name of ['g-counter', 'pn-counter']) {
  test(`${name}: what all nodes show is the last word only where the adds allow it`, (t) => {
    const add = { index: 0, time: 0, process: 0, f: 'add', value: 2 } as const;
    const { settled } = workloadNamed(name);
    const history: History = [
      { ...add, type: 'invoke' },
      { ...add, index: 1, type: 'ok' },
      { ...add, index: 2, type: 'info', value: 3 },
    ];
    const allowed = [0, 1, 2, 3, 4, 5].filter((shown) => settled?.(history)(shown));
    t.deepEqual(allowed, [2, 5]);
  });
}

for (const [name, add] of [
  ['broadcast', 'broadcast'],
  ['g-set', 'add'],
] as const) {
  test(`${name}: nodes have recovered when they show all that was acknowledged or ever read`, (t) => {
    const base = { time: 0, process: 0, f: add } as const;
    const history: History = [
      { ...base, index: 0, type: 'ok', value: 1 },
      { ...base, index: 1, type: 'ok', value: { a: [9007199254740993n] } },
      { ...base, index: 2, type: 'info', value: 3 },
      { ...base, index: 3, type: 'info', value: 4 },
      { ...base, index: 4, type: 'ok', f: 'read', value: [4, 1] },
      { ...base, index: 5, type: 'fail', value: 5 },
    ];
    const settled = workloadNamed(name).settled?.(history);
    const big = { a: [9007199254740993n] };
    t.true(settled?.([4, big, 1]));
    t.true(settled?.([4, 3, 77, big, 1, 1]));
    for (const short of [[], [4, big], [1, big, 3], [1, 4], [1, 4, { a: [9007199254740992] }], null, 14]) {
      t.false(settled?.(short));
    }
  });
}

for (const [name, marked] of [
  ['g-set', false],
  ['g-counter', true],
  ['pn-counter', true],
] as const) {
  test(`${name} ends with one read for each worker, ${marked ? '' : 'not '}marked as final; any error is unknown`, (t) => {
    const workload = workloadNamed(name);
    t.true(workload.everyErrorIsUnknown);
    const last = workload.generators(new Random(1), options, [0, 1]).final;
    const read = { f: 'read', value: null, ...(marked && { 'final?': true }) };
    for (const thread of [1, 0])
      t.deepEqual(last?.next({ now: 0, free: [1, 0] }), { kind: 'operation', draft: { ...read, thread } });
    t.deepEqual(last?.next({ now: 0, free: [1, 0] }), { kind: 'done' });
  });
}

test('broadcast ends with one read for each worker, marked as final', (t) => {
  const last = workloadNamed('broadcast').generators(new Random(1), options, [0, 1]).final;
  const read = (thread: number): unknown => ({
    kind: 'operation',
    draft: { f: 'read', value: null, 'final?': true, thread },
  });
  t.deepEqual(last?.next({ now: 0, free: [1, 0] }), read(1));
  t.deepEqual(last?.next({ now: 0, free: [1, 0] }), read(0));
  t.deepEqual(last?.next({ now: 0, free: [1, 0] }), { kind: 'done' });
});

test('broadcast tells every node the whole topology, and takes no refusal', async (t) => {
  const setUp = async (program: Program): Promise<void> => {
    const { clock, cluster } = simulated(program);
    await clock.drive(async () => {
      await cluster.start();
      await workloadNamed('broadcast').setUp?.(cluster.client(), 'n2', options);
    });
  };
  const asked: Body[] = [];
  await setUp(answering('topology', {}, asked));
  t.deepEqual(asked, [{ type: 'topology', topology: { n1: ['n2'], n2: ['n1', 'n3'], n3: ['n2'] } }]);
  await t.throwsAsync(
    setUp(() => {}),
    { instanceOf: RpcError },
  );
  await t.throwsAsync(setUp(answering('topology', { also: 1 })), { name: 'MalformedResponseError' });
});

for (const [name, idempotent, reusesClients, final] of [
  ['echo', [], false, false],
  ['unique-ids', [], true, false],
  ['broadcast', ['read'], false, true],
  ['g-set', [], false, true],
  ['g-counter', [], false, true],
  ['pn-counter', [], false, true],
] as const) {
  test(`${name}: ${idempotent.join() || 'nothing'} is idempotent, clients are ${reusesClients ? '' : 'not '}reused`, (t) => {
    const workload = workloadNamed(name);
    t.deepEqual([...workload.idempotent], [...idempotent]);
    t.is(workload.reusesClients, reusesClients);
    t.is(workload.generators(new Random(1), options, [0, 1, 2]).final !== undefined, final);
    t.is(workload.observe !== undefined, final);
  });
}

test('every workload has a name of its own, a line about it, a program, and repeats itself for a seed', (t) => {
  t.is(new Set(WORKLOADS.map(({ name }) => name)).size, WORKLOADS.length);
  for (const workload of WORKLOADS) {
    t.is(workloadNamed(workload.name), workload);
    t.true(workload.about.length > 10 && !workload.about.includes('\n'), workload.name);
    t.true(programNames().includes(workload.program), workload.name);
    t.deepEqual(drafts(workload, 50, 3), drafts(workload, 50, 3));
  }
});

test('a workload that does not exist is told with those that do', (t) => {
  t.throws(() => workloadNamed('Echo'), {
    instanceOf: UsageError,
    message: `workload: expected one of ${WORKLOADS.map(({ name }) => name).join(', ')}, got "Echo"; did you mean echo?`,
  });
});
