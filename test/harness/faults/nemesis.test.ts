/** The nemesis's generators: which faults come when. What it does to a cluster is in nemesis-actor.test.ts. */

import test from 'ava';
import type { Answer, Generator } from '../../../harness/operations/generator.js';
import { nemesisGenerator } from '../../../harness/faults/index.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { NEMESES } from '../../../harness/faults/kinds/index.js';
import { Random, SECOND } from '../../../node/index.js';
import { PARTITION_KINDS, parseControl } from '../../../router/index.js';

interface Given {
  readonly at: number;
  readonly f: string;
  readonly value: unknown;
}

/** What a generator gives out, each at its first chance, in seconds; at most so many. */
function play(generator: Generator | undefined, count = 100): Given[] {
  const given: Given[] = [];
  for (let now = 0; generator !== undefined && given.length < count;) {
    const answer: Answer = generator.next({ now, free: [0] });
    if (answer.kind === 'done') break;
    if (answer.kind === 'operation')
      given.push({ at: now / SECOND, f: answer.draft.f, value: answer.draft.value });
    else if (answer.kind === 'wait') now = answer.until;
    else throw new Error('pending, and nothing is under way');
  }
  return given;
}

function given(input: TestInput, count?: number, seed = 1): Given[] {
  return play(nemesisGenerator(new Random(seed), completeOptions(input)), count);
}

test('without faults there is no nemesis', (t) => {
  t.is(nemesisGenerator(new Random(1), completeOptions({})), undefined);
});

test('the first partition comes at once; from then on cuts and healings alternate', (t) => {
  const all = given({ nemesis: ['partition'] }, 50);
  t.is(all[0]?.at, 0);
  t.deepEqual(
    all.map(({ f }) => f),
    all.map((_, i) => (i % 2 === 0 ? 'start-partition' : 'stop-partition')),
  );
  t.true(all.every(({ f, value }) => (f === 'stop-partition') === (value === null)));
});

test('the gaps are uniform from 0 to twice the interval', (t) => {
  const all = given({ nemesis: ['partition'], 'nemesis-interval': 4 }, 2001);
  const gaps = all.slice(1).map(({ at }, i) => at - (all[i]?.at ?? NaN));
  t.true(gaps.every((gap) => gap >= 0 && gap < 8));
  const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
  t.true(mean > 3.8 && mean < 4.2, String(mean));
});

for (const [title, kinds, expected] of [
  ['as on Maelstrom where nothing else is said', undefined, PARTITION_KINDS.slice(0, 4)],
  ['as listed', ['one-way', 'one'], ['one-way', 'one']],
  ['all of them', [...PARTITION_KINDS], PARTITION_KINDS],
] as const) {
  test(`the kinds of partition are drawn alike, ${title}`, (t) => {
    const all = given(
      { nemesis: ['partition'], ...(kinds !== undefined && { 'partition-kinds': [...kinds] }) },
      4000,
    ).filter(({ f }) => f === 'start-partition');
    const counts = new Map<unknown, number>();
    for (const { value } of all) counts.set(value, (counts.get(value) ?? 0) + 1);
    t.is(counts.size, expected.length);
    const mean = all.length / expected.length;
    for (const kind of expected) {
      const count = counts.get(kind) ?? 0;
      t.true(count > 0.85 * mean && count < 1.15 * mean, `${kind}: ${count}`);
    }
  });
}

test('a seed gives the same nemesis again, another seed another', (t) => {
  const input: TestInput = { nemesis: ['partition'] };
  t.deepEqual(given(input, 20, 7), given(input, 20, 7));
  t.notDeepEqual(given(input, 20, 7), given(input, 20, 8));
});

test('a schedule does each line at its time, whatever the order in which they are given', (t) => {
  const faults = [
    { at: 3, do: 'heal' },
    { at: 0, do: ' latency  100 uniform ' },
    { at: 1.5, do: 'partition n1 | n2,n3' },
    { at: 1.5, do: 'loss 0.1' },
  ];
  t.deepEqual(given({ faults }), [
    { at: 0, f: 'latency', value: '100 uniform' },
    { at: 1.5, f: 'partition', value: 'n1 | n2,n3' },
    { at: 1.5, f: 'loss', value: '0.1' },
    { at: 3, f: 'heal', value: null },
  ]);
});

test('a schedule counts from when it is first asked: nodes may take their time to start', (t) => {
  const options = completeOptions({ faults: [1, 3].map((at) => ({ at, do: 'heal' })) });
  const generator = nemesisGenerator(new Random(1), options);
  const ask = (seconds: number): unknown => generator?.next({ now: seconds * SECOND, free: [0] });
  t.deepEqual(ask(7), { kind: 'wait', until: 8 * SECOND });
  t.like(ask(8), { kind: 'operation' });
  t.deepEqual(ask(9), { kind: 'wait', until: 10 * SECOND });
});

test('a schedule and the nemesis go on side by side', (t) => {
  const alone = given({ nemesis: ['partition'], 'nemesis-interval': 1 }, 10);
  const both = given(
    { nemesis: ['partition'], 'nemesis-interval': 1, faults: [2, 5].map((at) => ({ at, do: 'pause n1' })) },
    12,
  );
  t.deepEqual(
    both.filter(({ f }) => f !== 'pause'),
    alone,
  );
  t.deepEqual(
    both.filter(({ f }) => f === 'pause').map(({ at }) => at),
    [2, 5],
  );
});

const PAIRS = {
  partition: ['start-partition', 'stop-partition'],
  kill: ['kill', 'start'],
  pause: ['pause', 'resume'],
  loss: ['start-loss', 'stop-loss'],
  duplication: ['start-duplication', 'stop-duplication'],
  reorder: ['start-reorder', 'stop-reorder'],
  slow: ['start-slow', 'stop-slow'],
  corrupt: ['start-corrupt', 'stop-corrupt'],
  'clock-skew': ['start-clock-skew', 'stop-clock-skew'],
} as const;

for (const kind of NEMESES) {
  test(`${kind} begins with ${PAIRS[kind][0]} and ends with ${PAIRS[kind][1]}, in turn, at once for the first time`, (t) => {
    const all = given({ nemesis: [kind] }, 40);
    t.is(all[0]?.at, 0);
    t.deepEqual(
      all.map(({ f }) => f),
      all.map((_, i) => PAIRS[kind][i % 2]),
    );
    const values = all.filter((_, i) => i % 2 === 0).map(({ value }) => String(value));
    t.true(new Set(values).size > 1);
    const end = kind === 'kill' || kind === 'pause' ? 'all' : null;
    t.true(all.every(({ value }, i) => i % 2 === 0 || value === end));
  });

  test(`${kind} does the same at the same times, whatever else the nemesis does`, (t) => {
    const own = (all: readonly Given[]): readonly Given[] =>
      all.filter(({ f }) => (PAIRS[kind] as readonly string[]).includes(f));
    const alone = given({ nemesis: [kind], 'nemesis-interval': 1 }, 20);
    const among = own(given({ nemesis: [...NEMESES], 'nemesis-interval': 1 }, 400));
    t.true(among.length >= 20);
    t.deepEqual(among.slice(0, 20), alone);
  });
}

test('the kinds keep to times of their own', (t) => {
  const all = given({ nemesis: [...NEMESES] }, 200).filter(({ at }) => at > 0);
  t.is(new Set(all.map(({ at }) => at)).size, all.length);
});

test('kill and pause draw whom to hit from the targets', (t) => {
  const targets = ['majority', 'n1', 'n2+n3'];
  for (const kind of ['kill', 'pause'] as const) {
    const values = given({ nemesis: [kind], 'nemesis-targets': targets }, 100)
      .filter(({ f }) => f === kind)
      .map(({ value }) => value as string);
    t.deepEqual([...new Set(values)].toSorted(), ['majority', 'n1', 'n2,n3']);
  }
  const usual = given({ nemesis: ['kill'] }, 100).filter(({ f }) => f === 'kill');
  t.deepEqual([...new Set(usual.map(({ value }) => value as string))].toSorted(), ['minority', 'one']);
});

test('what the nemesis draws can be done', (t) => {
  for (const nodes of [['n1'], ['n1', 'n2'], ['n1', 'n2', 'n3']]) {
    for (const { f, value } of given(
      { nodes, nemesis: ['loss', 'duplication', 'reorder', 'slow', 'corrupt', 'clock-skew'] },
      400,
    )) {
      if (f.startsWith('start-')) t.notThrows(() => parseControl(`${f.slice(6)} ${String(value)}`, nodes));
    }
  }
});
