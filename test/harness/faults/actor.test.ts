/** What the nemesis does to a cluster and says of it, and what undoes all faults at the end. */

import test from 'ava';
import type { Operation } from '../../../harness/operations/history.js';
import { healGenerator, healQuietly, nemesisActor } from '../../../harness/faults/index.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import type { NemesisActor } from '../../../harness/operations/nemesis-actor.js';
import { MILLISECOND, type Node, Random } from '../../../node/index.js';
import type { Cluster } from '../../../router/index.js';
import { type Simulated, simulated, sleep } from '../simulated.js';

function operation(f: string, value: unknown): Operation {
  return { index: 0, time: 0, type: 'info', process: 'nemesis', f, value };
}

/** A node that dies of the request `die`. */
function mortal(node: Node): void {
  node.handle('die', {}, () => {
    node.after(0, () => {
      throw new Error('on purpose');
    });
  });
}

function actorOf(
  { cluster }: Simulated,
  {
    options = {},
    setUp = async () => {},
    random = new Random(1),
  }: Partial<{
    options: TestInput;
    setUp: (node: string) => Promise<void>;
    random: Random;
  }> = {},
): NemesisActor {
  return nemesisActor({
    cluster,
    options: completeOptions({ nodes: [...cluster.nodes], ...options }),
    random,
    setUp,
  });
}

function act(stage: Simulated, f: string, value: unknown = null): Promise<unknown> {
  return stage.clock.drive(() => actorOf(stage)(operation(f, value)));
}

async function started(input: TestInput = {}, nodes = ['n1', 'n2', 'n3']): Promise<Simulated> {
  const { latency: meanMs, 'latency-dist': distribution, loss, duplication } = completeOptions(input);
  const stage = simulated(mortal, { nodes, latency: { meanMs, distribution }, loss, duplication });
  await stage.clock.drive(() => stage.cluster.start());
  return stage;
}

/** The cuts in force, and what each node is doing. */
function stateOf(cluster: Cluster): string {
  const cuts = [...cluster.network.rules.partition.get()].map(
    ([node, deafTo]) => `${node}<${[...deafTo].join('')}`,
  );
  return [...cuts, ...[...cluster.states()].map(([node, state]) => `${node} ${state}`)].join(', ');
}

const WELL = 'n1 running, n2 running, n3 running';

test('a partition says whom it isolated from whom, in each direction', async (t) => {
  const stage = await started();
  const [word, cuts] = (await act(stage, 'start-partition', 'one')) as [string, Record<string, string[]>];
  t.is(word, 'isolated');
  const lonely = Object.keys(cuts).filter((node) => cuts[node]?.length === 2);
  t.is(lonely.length, 1);
  t.is(Object.values(cuts).flat().length, 4);
  t.is(await act(stage, 'stop-partition'), 'network-healed');
  t.is(stateOf(stage.cluster), WELL);
});

for (const [f, value, result, state] of [
  ['partition', 'n1 -> n2', ['isolated', { n2: ['n1'] }], `n2<n1, ${WELL}`],
  ['heal', null, 'network-healed', WELL],
  ['pause', 'n2', { n2: 'paused' }, 'n1 running, n2 paused, n3 running'],
  ['pause', 'minority', { n2: 'paused' }, 'n1 running, n2 paused, n3 running'],
  ['kill', 'n1,n3', { n1: 'killed', n3: 'killed' }, 'n1 dead, n2 running, n3 dead'],
  ['kill', 'all', { n1: 'killed', n2: 'killed', n3: 'killed' }, 'n1 dead, n2 dead, n3 dead'],
  ['restart', 'all', { n1: 'restarted', n2: 'restarted', n3: 'restarted' }, WELL],
  ['wipe', 'n1', ['failed', 'wipe expects dead nodes, n1 is running: kill it first'], WELL],
  ['start', 'all', {}, WELL],
  ['resume', 'all', {}, WELL],
  ['reorder', '0.5 20', '0.5 20', WELL],
  ['start-reorder', 0.5, 0.5, WELL],
  ['stop-reorder', null, null, WELL],
  ['start-slow', 'n1 -> n2 10', 'n1 -> n2 10', WELL],
  ['stop-slow', null, null, WELL],
  ['start-loss', 0.2, 0.2, WELL],
  ['stop-loss', null, null, WELL],
  ['loss', '0.5', '0.5', WELL],
  ['start-corrupt', 0.2, 0.2, WELL],
  ['stop-corrupt', null, null, WELL],
] as const) {
  test(`${f} ${value ?? ''} is done, and says ${JSON.stringify(result)}`, async (t) => {
    const stage = await started();
    t.deepEqual(await act(stage, f, value), result);
    t.is(stateOf(stage.cluster), state);
  });
}

test('the network is as it is told to be', async (t) => {
  const stage = await started();
  await act(stage, 'latency', '100 uniform');
  t.deepEqual(stage.cluster.network.rules.latency.get(), { meanMs: 100, distribution: 'uniform' });
});

test('what cannot be done says so, and the run goes on', async (t) => {
  const stage = await started();
  for (const [f, value, text] of [
    ['kill', 'n9', 'there is no node n9; known are n1, n2, n3'],
    ['heal', 'n1', 'heal takes nothing, got "n1"'],
  ] as const) {
    t.deepEqual(await act(stage, f, value), ['failed', text]);
  }
  t.is(stateOf(stage.cluster), WELL);
});

/** What heals a cluster after these control lines (or `crash n1`), and how the cluster is then. */
async function healed(lines: readonly string[], input: TestInput = {}): Promise<readonly [string[], string]> {
  const stage = await started(input);
  const { clock, cluster } = stage;
  for (const line of lines) {
    const [word, node = ''] = line.trim().split(' ');
    await clock.drive(async () => {
      if (word !== 'crash') return cluster.control(line);
      await cluster.client().rpc(node, { type: 'die' });
      return sleep(clock, MILLISECOND);
    });
  }
  const faults = lines.filter((line) => !line.startsWith('crash')).map((line) => ({ at: 0, do: line }));
  const options = completeOptions({ nodes: ['n1', 'n2', 'n3'], faults, ...input });
  const heal = healGenerator(cluster, options);
  const drafts: string[] = [];
  for (let answer = heal?.next({ now: 0, free: [0] }); answer?.kind === 'operation';) {
    const { f, value } = answer.draft;
    drafts.push(value === null ? f : `${f} ${String(value)}`);
    await act(stage, f, value);
    answer = heal?.next({ now: 0, free: [0] });
  }
  return [drafts, stateOf(cluster)];
}

const slow: TestInput = { latency: 20, 'latency-dist': 'exponential', loss: 0.05, duplication: 0.01 };

for (const [title, lines, input, drafts, state] of [
  ['where nothing was done', [], {}, [], WELL],
  ['the nemesis cut', ['partition one'], { nemesis: ['partition'], faults: [] }, ['stop-partition'], WELL],
  ['the nemesis may have cut', [], { nemesis: ['partition'] }, ['stop-partition'], WELL],
  ['a schedule cut', ['partition n1 | n2'], {}, ['heal'], WELL],
  ['a schedule cut and healed', ['partition n1 | n2', 'heal'], {}, [], WELL],
  ['latency changed', ['latency 500'], slow, ['latency 20 exponential'], WELL],
  ['loss changed', [' loss 0.5'], slow, ['loss 0.05'], WELL],
  ['duplication changed', ['duplication 0.5'], slow, ['duplication 0.01'], WELL],
  ['messages were held back', ['reorder 0.5 20'], {}, ['reorder 0'], WELL],
  ['messages were damaged', ['corrupt 0.5'], {}, ['corrupt 0'], WELL],
  ['something is slow', ['slow n1 10', 'slow n2 -> n3 5'], {}, ['fast'], WELL],
  ['something was slow', ['slow n1 10', 'fast'], {}, [], WELL],
  [
    'the nemesis did it, in its own words',
    ['loss 0.5', 'duplication 0.5', 'reorder 0.5', 'slow all 2', 'pause n1', 'kill n2,n3'],
    { nemesis: ['kill', 'pause', 'loss', 'duplication', 'reorder', 'slow'], ...slow },
    ['stop-loss', 'stop-duplication', 'stop-reorder', 'stop-slow', 'resume n1', 'start n2,n3'],
    WELL,
  ],
  [
    'the nemesis ended by itself what it began',
    [],
    { nemesis: ['kill', 'pause', 'loss', 'duplication', 'reorder', 'slow'] },
    [],
    WELL,
  ],
  ['nodes stand still', ['pause n1,n3'], {}, ['resume n1,n3'], WELL],
  ['a node went on by itself', ['pause n1', 'resume n1'], {}, [], WELL],
  ['nodes were killed', ['kill n2', 'pause n1', 'kill n1'], {}, ['restart n1,n2'], WELL],
  ['a node crashed', ['crash n2', 'heal'], {}, [], 'n1 running, n2 dead, n3 running'],
  [
    'everything was done at once',
    ['partition one', 'loss 1', 'latency 9', 'duplication 1', 'pause n1', 'kill n2'],
    { nemesis: ['partition'] },
    ['stop-partition', 'latency 0 constant', 'loss 0', 'duplication 0', 'resume n1', 'restart n2'],
    WELL,
  ],
] as const) {
  test(`the end, when ${title}`, async (t) => {
    t.deepEqual(await healed(lines, input as TestInput), [[...drafts], state]);
  });
}

for (const nemesis of [[], ['partition', 'kill']] as const) {
  test(`at teardown, after ${nemesis.join(' and ') || 'a schedule'}, all is mended but what is dead`, async (t) => {
    const stage = await started();
    const { clock, cluster } = stage;
    const options = completeOptions({ nodes: ['n1', 'n2', 'n3'], nemesis: [...nemesis] });
    const lines = [
      'partition one',
      'loss 1',
      'reorder 1',
      'duplication 1',
      'slow n1 9',
      'pause n1',
      'kill n2',
    ];
    await clock.drive(async () => {
      for (const line of lines) await cluster.control(line);
      await healQuietly(cluster, options, actorOf(stage));
    });
    const { loss, reorder, duplication, slow } = cluster.network.rules;
    t.deepEqual([loss.get(), reorder.get().probability, duplication.get(), slow.get()], [0, 0, 0, false]);
    t.is(stateOf(cluster), 'n1 running, n2 dead, n3 running');
  });
}

test('a stop brings back what the options say', async (t) => {
  const options: TestInput = { loss: 0.05, duplication: 0.01 };
  const stage = await started(options);
  const actor = actorOf(stage, { options });
  await stage.clock.drive(async () => {
    for (const f of ['start-loss', 'start-duplication']) await actor(operation(f, 0.5));
    for (const f of ['stop-loss', 'stop-duplication']) await actor(operation(f, null));
  });
  t.is(stage.cluster.network.rules.loss.get(), 0.05);
  t.is(stage.cluster.network.rules.duplication.get(), 0.01);
});

test('a node that has been started again is set up again; one that went on is not', async (t) => {
  const stage = await started();
  const set: string[] = [];
  const setUp = async (node: string): Promise<void> => {
    set.push(`${node} ${stage.cluster.states().get(node)}`);
    if (node === 'n3') throw new Error('n3 refused topology');
  };
  const actor = actorOf(stage, { setUp });
  const results = await stage.clock.drive(async () => {
    await actor(operation('kill', 'n1,n3'));
    await actor(operation('pause', 'n2'));
    return [
      await actor(operation('start', 'all')),
      await actor(operation('resume', 'all')),
      await actor(operation('restart', 'n2')),
    ];
  });
  t.deepEqual(results, [
    { n1: 'started', n3: ['failed', 'n3 refused topology'] },
    { n2: 'resumed' },
    { n2: 'restarted' },
  ]);
  t.deepEqual(set, ['n1 running', 'n3 running', 'n2 running']);
});

test('what is down is not hit again, but what stands still can be killed', async (t) => {
  const stage = await started();
  const actor = actorOf(stage);
  const results = await stage.clock.drive(async () => [
    await actor(operation('pause', 'n1')),
    await actor(operation('pause', 'n1,n2')),
    await actor(operation('pause', 'one')),
    await actor(operation('kill', 'n1')),
    await actor(operation('kill', 'all')),
    await actor(operation('kill', 'all')),
    await actor(operation('pause', 'all')),
  ]);
  t.deepEqual(results, [
    { n1: 'paused' },
    { n2: 'paused' },
    {},
    { n1: 'killed' },
    { n2: 'killed', n3: 'killed' },
    {},
    {},
  ]);
});
