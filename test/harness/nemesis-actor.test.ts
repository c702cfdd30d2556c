/** What the nemesis does to a cluster and says of it, and what undoes all faults at the end. */

import test from 'ava';
import type { Operation } from '../../harness/history.js';
import { healGenerator, nemesisActor } from '../../harness/nemesis.js';
import { completeOptions, type TestInput } from '../../harness/options.js';
import { MILLISECOND, type Node } from '../../node/index.js';
import type { Cluster } from '../../router/index.js';
import { type Simulated, simulated, sleep } from './simulated.js';

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

function act(stage: Simulated, f: string, value: unknown = null): Promise<unknown> {
  return stage.clock.drive(() => nemesisActor(stage.cluster)(operation(f, value)));
}

async function started(): Promise<Simulated> {
  const stage = simulated(mortal);
  await stage.clock.drive(() => stage.cluster.start());
  return stage;
}

/** The cuts in force, and what each node is doing. */
function stateOf(cluster: Cluster): string {
  const cuts = [...cluster.network.cuts].map(([node, deafTo]) => `${node}<${[...deafTo].join('')}`);
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
  ['pause', 'n2', 'n2', 'n1 running, n2 paused, n3 running'],
  ['kill', 'n1,n3', 'n1,n3', 'n1 dead, n2 running, n3 dead'],
  ['restart', 'all', 'all', WELL],
  ['wipe', 'n1', ['failed', 'wipe expects dead nodes, n1 is running: kill it first'], WELL],
  ['loss', '0.5', '0.5', WELL],
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
  t.deepEqual(stage.cluster.network.latency, { meanMs: 100, distribution: 'uniform' });
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
  const stage = await started();
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
  ['nodes stand still', ['pause n1,n3'], {}, ['resume n1,n3'], WELL],
  ['a node went on by itself', ['pause n1', 'resume n1'], {}, [], WELL],
  ['nodes were killed', ['kill n2', 'pause n1', 'kill n1'], {}, ['restart n1,n2'], WELL],
  ['a node crashed', ['crash n2', 'heal'], {}, [], 'n1 running, n2 dead, n3 running'],
  [
    'everything was done at once',
    ['partition one', 'loss 1', 'latency 9', 'duplication 1', 'pause n1', 'kill n2'],
    { nemesis: ['partition'] },
    ['stop-partition', 'heal', 'latency 0 constant', 'loss 0', 'duplication 0', 'resume n1', 'restart n2'],
    WELL,
  ],
] as const) {
  test(`the end, when ${title}`, async (t) => {
    t.deepEqual(await healed(lines, input as TestInput), [[...drafts], state]);
  });
}
