/** Whether a run was what was asked for, from its options and what its nemesis did. */

import test from 'ava';
import { shortcomings } from '../../../harness/verdict/asked.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { history, type Row } from '../checkers/operations.js';

const SIM = { workload: 'echo', runtime: 'sim', seed: 1, rate: 50 } as const;

/** What is missing after the nemesis did these: an operation, what it was asked, and what came of it. */
function missing(
  input: TestInput,
  ...acts: readonly (readonly [f: string, asked: unknown, result: unknown])[]
) {
  const rows = acts.flatMap(([f, asked, result]): Row[] => [
    ['nemesis', 'info', f, asked],
    ['nemesis', 'info', f, result],
  ]);
  return shortcomings(completeOptions(input), history(...rows), false);
}

const CUT = ['isolated', { n1: ['n2'], n2: ['n1'] }];
const UNCUT = ['isolated', {}];
const FAILED = ['failed', 'no such luck'];

test('nothing asked for, nothing missing', (t) => {
  t.deepEqual(missing({}), []);
});

for (const [title, input, acts, expected] of [
  ['a partition that cut', { nemesis: ['partition'] }, [['start-partition', 'one', CUT]], []],
  [
    'one of two partitions that cut',
    { nemesis: ['partition'] },
    [
      ['start-partition', 'minority-third', UNCUT],
      ['start-partition', 'one', CUT],
    ],
    [],
  ],
  [
    'partitions that cut nothing',
    { nemesis: ['partition'] },
    [
      ['start-partition', 'minority-third', UNCUT],
      ['start-partition', 'minority-third', UNCUT],
    ],
    [
      '--nemesis partition was asked for, but nothing was partitioned (it hit nothing all 2 times it was tried: minority-third)',
    ],
  ],
  [
    'no fault in a run shorter than the interval',
    { nemesis: ['kill'], 'time-limit': 3 },
    [],
    [
      '--nemesis kill was asked for, but no node was killed (the time limit of 3 s is shorter than the mean interval of 10 s)',
    ],
  ],
  [
    'no fault in a run longer than the interval',
    { nemesis: ['slow'] },
    [],
    ['--nemesis slow was asked for, but no node or link was slow (its turn did not come in 60 s)'],
  ],
  [
    'a kind that was done, and one that hit no node',
    { nemesis: ['loss', 'pause'] },
    [
      ['start-loss', 0.2, 0.2],
      ['pause', 'one', {}],
    ],
    ['--nemesis pause was asked for, but no node was paused (it hit nothing the one time it was tried: one)'],
  ],
  [
    'a fault that failed',
    { nemesis: ['kill'] },
    [['kill', 'one', FAILED]],
    ['--nemesis kill was asked for, but no node was killed (it failed: no such luck)'],
  ],
  [
    'a schedule that was done',
    {
      faults: [
        { at: 1, do: 'partition  one' },
        { at: 2, do: 'heal' },
        { at: 3, do: 'resume n1' },
      ],
    },
    [
      ['partition', 'one', CUT],
      ['heal', null, 'network-healed'],
      ['resume', 'n1', {}],
    ],
    [],
  ],
  [
    'lines of a schedule that were late, failed or hit nothing',
    {
      faults: [
        { at: 1, do: 'kill n1' },
        { at: 2, do: 'kill n1' },
        { at: 3, do: 'restart n1' },
        { at: 4, do: 'heal' },
      ],
    },
    [
      ['kill', 'n1', { n1: 'killed' }],
      ['kill', 'n1', {}],
      ['restart', 'n1', FAILED],
    ],
    [
      "--fault '2:kill n1' was asked for, but it hit nothing",
      "--fault '3:restart n1' was asked for, but it failed: no such luck",
      "--fault '4:heal' was asked for, but it was not done before the load ended",
    ],
  ],
] as const) {
  test(`not as asked: ${title}`, (t) => {
    t.deepEqual(missing(input as unknown as TestInput, ...acts), expected);
  });
}

test('an interruption says after how long; faults that were still to come are not missed', (t) => {
  const options = completeOptions({ faults: [{ at: 50, do: 'kill n1' }] });
  t.deepEqual(shortcomings(options, [], 4.21), ['interrupted after 4.2 of 60 s']);
  t.deepEqual(shortcomings(options, [], true), ['interrupted before the 60 s of load were over']);
});

test('a run that did not get the fault that it was asked for is unknown; for Maelstrom it is valid', async (t) => {
  const input: TestInput = {
    ...SIM,
    'time-limit': 2,
    nemesis: ['pause', 'kill'],
    'nemesis-targets': ['all'],
  };
  const twice: TestInput = {
    ...SIM,
    'time-limit': 3,
    faults: [
      { at: 1, do: 'kill n1' },
      { at: 2, do: 'kill n1' },
    ],
  };
  const run = async (given: TestInput) => (await runTest(given, { store: false })).results;
  t.is((await run(twice)).valid, 'unknown');
  t.like(await run({ ...twice, 'maelstrom-quirks': true }), {
    valid: true,
    reasons: ["--fault '2:kill n1' was asked for, but it hit nothing"],
  });
  t.false('reasons' in (await run(input)));
});

test('a run that is invalid stays so', async (t) => {
  const { results } = await runTest(
    {
      ...SIM,
      'time-limit': 3,
      expect: ['msgs-per-op>9'],
      faults: [
        { at: 1, do: 'kill n1' },
        { at: 2, do: 'kill n1' },
      ],
    },
    { store: false },
  );
  t.is(results.valid, false);
  t.is(results.reasons?.length, 1);
});
