/** Whole sweeps, simulated and small: what they leave behind, how they go on, and what a bad run does to them. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { machineObstacle } from '../../../router/index.js';
import { sweep, type SweepInput, type SweepOptions } from '../../../harness/sweep/sweep.js';
import { testArguments } from '../../../harness/options/test-command.js';
import { runTest } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const LIBRARY = JSON.stringify(import.meta.resolve('../../../node/index.js'));
const SMALL = { workload: 'broadcast', 'node-count': 3, 'time-limit': 2, rate: 20, latency: 10 } as const;
const GRID: SweepInput = { vary: { fanout: '1,2', gossip_interval_ms: '0..100:100' }, seeds: 2 };

/** A small sweep in a folder of its own, in two threads. */
function small({ test: base, ...input }: SweepInput, options: SweepOptions = {}) {
  return sweep({ ...input, test: { ...SMALL, store: folder(), ...base } }, { jobs: 2, ...options });
}

/** A program that can be simulated, for the echo workload. */
function program(handler: string, head = ''): string {
  return write(
    path.join(folder(), 'node.mjs'),
    `import { shape } from ${LIBRARY};\n${head}\nexport default (node) => {\n${handler}\n};\n`,
  );
}

const ECHO = { workload: 'echo', 'node-count': 1, 'time-limit': 1, rate: 10 } as const;
const read = (result: { readonly folder: string }, name: string): string =>
  readFileSync(path.join(result.folder, name), 'utf8');

test.serial(
  'every point is run with every seed, and the same sweep gives the same bytes, however many threads',
  async (t) => {
    const target = 'msgs-per-op<100,stable-max<10000';
    const one = await small({ ...GRID, target });
    const other = await small({ ...GRID, target }, { jobs: 1 });
    t.deepEqual(
      one.points.map(({ point, runs }) => [point.settings, runs.map(({ seed }) => seed)]),
      [
        [{ fanout: 1, gossip_interval_ms: 0 }, [1, 2]],
        [{ fanout: 1, gossip_interval_ms: 100 }, [1, 2]],
        [{ fanout: 2, gossip_interval_ms: 0 }, [1, 2]],
        [{ fanout: 2, gossip_interval_ms: 100 }, [1, 2]],
      ],
    );
    for (const name of ['sweep.csv', 'sweep.json', 'sweep.html'])
      t.is(read(one, name), read(other, name), name);
    t.false(one.interrupted);
    t.is(one.recommendation?.seeds, 2);
    t.deepEqual(one.failures, []);
    const lines = (result: typeof one): string[] => read(result, 'runs.ndjson').trim().split('\n').toSorted();
    t.is(lines(one).length, 8);
    t.deepEqual(lines(one), lines(other));
    t.false(existsSync(path.join(one.folder, 'runs')));
  },
);

test.serial('a record is what runTest gives for the same options', async (t) => {
  const result = await small({ vary: { gossip_interval_ms: [50] }, seeds: [5] });
  const { results } = await runTest(
    { ...SMALL, runtime: 'sim', seed: 5, configure: { gossip_interval_ms: 50 } },
    { store: false },
  );
  const servers = results.net['servers'] as { readonly 'msgs-per-op': number };
  t.is(result.points[0]?.runs[0]?.figures['msgs-per-op'], servers['msgs-per-op']);
});

test.serial('a sweep that was stopped goes on where it was, and ends as if it never had been', async (t) => {
  const whole = await small(GRID);
  const stop = new AbortController();
  let runs = 0;
  const part = await small(GRID, {
    jobs: 1,
    signal: stop.signal,
    listener: {
      run: () => {
        if (++runs === 3) stop.abort();
      },
    },
  });
  t.true(part.interrupted);
  t.is(read(part, 'runs.ndjson').trim().split('\n').length, 3);
  t.true(existsSync(path.join(part.folder, 'sweep.html')));
  const started: unknown[] = [];
  const rest = await sweep(
    {},
    {
      resume: part.folder,
      jobs: 2,
      listener: { start: ({ total, done }) => started.push([total, done]) },
    },
  );
  t.deepEqual(started, [[8, 3]]);
  t.is(rest.folder, part.folder);
  t.false(rest.interrupted);
  t.is(read(rest, 'sweep.csv'), read(whole, 'sweep.csv'));
});

test.serial('a sweep that goes on has the target that it had, unless another is given', async (t) => {
  const input: SweepInput = { test: { ...SMALL, store: folder() }, vary: { fanout: [1, 2] }, seeds: 1 };
  const whole = await sweep({ ...input, target: 'msgs-per-op<0.001' }, { jobs: 1 });
  t.regex(whole.sentence, /^No point met msgs-per-op < 0\.001/);
  const again = await sweep({}, { resume: whole.folder, jobs: 1 });
  t.deepEqual([again.target, again.sentence], [whole.target, whole.sentence]);
  t.deepEqual(again.recommendation, whole.recommendation);
  const other = await sweep({ target: 'lost-count=0' }, { resume: whole.folder, jobs: 1 });
  t.deepEqual(other.recommendation?.target, ['lost-count = 0']);
  t.deepEqual((await sweep({}, { resume: whole.folder, jobs: 1 })).target, other.target);
});

test.serial('seeds can be added to a sweep, and nothing else can be changed', async (t) => {
  const store = folder();
  const base = { ...SMALL, store };
  const vary = { fanout: [1, 2] };
  const first = await sweep({ test: base, vary, seeds: 1 }, { jobs: 1 });
  let runs = 0;
  const more = await sweep(
    { test: base, vary, seeds: 2 },
    { jobs: 1, resume: true, listener: { run: () => runs++ } },
  );
  t.deepEqual([more.folder, runs, more.points[0]?.runs.length], [first.folder, 2, 2]);
  for (const [input, problem] of [
    [
      { test: { ...base, rate: 21 }, vary, seeds: 2 },
      /this is another sweep: options are .*"rate":20.* there, .*"rate":21.* here/,
    ],
    [{ test: base, vary: { fanout: [1, 3] }, seeds: 2 }, /--vary is/],
    [{ test: base, vary, seeds: 1 }, /seeds can be added, not taken away: 2 would be missing/],
  ] as const) {
    await t.throwsAsync(sweep(input, { resume: true }), { instanceOf: UsageError, message: problem });
  }
});

test.serial('a program that has changed since is another sweep', async (t) => {
  const bin = program(`node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo }));`);
  const store = folder();
  const input = { test: { ...ECHO, bin, store }, seeds: 1 };
  await sweep(input, { jobs: 1 });
  writeFileSync(bin, `${readFileSync(bin, 'utf8')}\n`);
  await t.throwsAsync(sweep(input, { resume: true, jobs: 1 }), {
    message: /the programs \(by their SHA-256\) are/,
  });
});

test.serial(
  'a node that throws and one that ends its thread are recorded, and the sweep goes on',
  async (t) => {
    const bin = program(`
    let mode = 'good';
    node.handle('configure', {}, (body) => { mode = body.mode; });
    node.handle('echo', { echo: shape.any }, ({ echo }) => {
      if (mode === 'exit') process.exit(3);
      if (mode === 'throw') node.after(0, () => { throw new Error('mine <b>'); });
      return { echo };
    });`);
    const result = await sweep(
      { test: { ...ECHO, bin, store: folder() }, vary: { mode: 'good,throw,exit,fine' }, seeds: 1 },
      { jobs: 1, keep: 'none' },
    );
    t.is(result.plan.runtime, 'sim');
    const problems = result.points.map(({ point, runs }) => [point.settings['mode'], runs[0]?.problem]);
    t.deepEqual(problems[0], ['good', undefined]);
    t.deepEqual(problems[3], ['fine', undefined]);
    t.regex(String(problems[1]?.[1]), /^n0 crashed/);
    t.regex(String(problems[2]?.[1]), /its thread ended/);
    t.is(result.failures.length, 2);
    t.deepEqual(result.recommendation?.point.settings['mode'], 'good');
    // What the page says of it is text.
    t.false(read(result, 'sweep.html').includes('<b>mine'));
  },
);

test.serial('a run that never ends is cut off, and recorded', async (t) => {
  const bin = program(`node.handle('echo', { echo: shape.any }, () => { for (;;); });`);
  const test = { ...ECHO, bin, runtime: 'sim', store: folder() } as const;
  const result = await sweep({ test, seeds: 1 }, { jobs: 1, runLimit: 1, keep: 'none' });
  t.regex(result.failures[0]?.record.problem ?? '', /no result within 1 s; its thread was killed/);
  t.false(result.interrupted);
});

test.serial('a cluster that refuses its configuration is a failed run that says so', async (t) => {
  const result = await small({ vary: { fanout: [0, 1] }, seeds: 1 });
  t.regex(result.failures[0]?.record.problem ?? '', /refused configure/);
  t.deepEqual(result.recommendation?.point.settings, { fanout: 1 });
});

test.serial(
  'of failed runs the first of each point is kept, and its command gives the same run again',
  async (t) => {
    const result = await small(
      { vary: { fanout: [1, 2] }, seeds: 2, test: { expect: ['stable-max<0.5'] } },
      { jobs: 1 },
    );
    t.is(result.failures.length, 4);
    t.deepEqual(
      result.failures.map(({ record }) => [record.seed, record.folder !== undefined]),
      [
        [1, true],
        [1, true],
        [2, false],
        [2, false],
      ],
    );
    const [first] = result.failures;
    // What is explained is read from the journal, which only a stored run has.
    const { explanations: _, ...kept } = JSON.parse(
      readFileSync(path.join(first?.record.folder ?? '', 'results.json'), 'utf8'),
    ) as { readonly explanations: unknown };
    const { results } = await runTest(first?.planned.input ?? {}, { store: false });
    t.deepEqual(JSON.parse(JSON.stringify(results)), kept);
    t.deepEqual(testArguments(first?.planned.input ?? {}).slice(0, 3), ['test', '--workload', 'broadcast']);
  },
);

test.serial('with keep all every run is stored, with none no run', async (t) => {
  const input: SweepInput = { seeds: 2, test: { expect: ['stable-max<0.5'] } };
  const all = await small(input, { keep: 'all' });
  t.true(all.points[0]?.runs.every((run) => existsSync(path.join(run.folder ?? '', 'history.ndjson'))));
  const none = await small(input, { keep: 'none' });
  t.true(none.points[0]?.runs.every((run) => run.folder === undefined));
  t.false(existsSync(path.join(none.folder, 'runs')));
});

test.serial(
  'simulated programs see the variables of their point, also where they look as they are loaded',
  async (t) => {
    const bin = program(
      `node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo: SAID === '1' ? echo : 'wrong' }));`,
      `const SAID = process.env.SAY;`,
    );
    const result = await sweep(
      { test: { ...ECHO, bin, store: folder() }, vary: { 'env.SAY': '1,2' }, seeds: 2 },
      { jobs: 1, keep: 'none' },
    );
    t.deepEqual(
      result.points.map(({ good }) => good),
      [2, 0],
    );
  },
);

test.serial(
  'programs are compared side by side; one that cannot be simulated makes all runs virtual, or live where that is impossible',
  async (t) => {
    const bin = program(`node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo }));`);
    const script = path.join(path.dirname(bin), 'script.mjs');
    write(
      script,
      `import { run, shape } from ${LIBRARY};\nrun((node) => node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo })));\n`,
    );
    const notes: string[] = [];
    const result = await sweep(
      { test: { ...ECHO, 'time-limit': 0.2, store: folder() }, vary: { bin: ['own', script] }, seeds: 1 },
      { keep: 'none', listener: { note: (text) => notes.push(text) } },
    );
    const obstacle = machineObstacle();
    t.is(result.plan.runtime, obstacle === undefined ? 'virtual' : 'process');
    const how = obstacle === undefined ? 'in virtual time' : 'live, one after the other';
    t.regex(
      notes.join(),
      new RegExp(`^runs are ${how}: .*script\\.mjs cannot be simulated: .*default export`),
    );
    t.deepEqual(
      result.points.map(({ runs }) => runs.length),
      [1, 1],
    );
    t.true(result.points.every(({ runs }) => runs[0]?.valid === true));
    await t.throwsAsync(sweep({ test: { ...ECHO, bin: script, runtime: 'sim', store: folder() } }), {
      instanceOf: UsageError,
      message: /cannot be simulated/,
    });
  },
);

test.serial('live nodes see the variables and arguments of their point', async (t) => {
  const bin = program(
    '',
    `
    import { run } from ${LIBRARY};
    const good = process.env.SAY === 'a' && process.argv[2] === '--fast=1';
    run((node) => node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo: good ? echo : 'wrong' })));`,
  );
  const result = await sweep(
    {
      test: { ...ECHO, 'time-limit': 0.3, rate: 50, bin, store: folder(), runtime: 'process' },
      vary: { 'env.SAY': 'a,b', 'arg.--fast': '1' },
      seeds: 1,
    },
    { keep: 'failed' },
  );
  t.deepEqual(
    result.points.map(({ good }) => good),
    [1, 0],
  );
  t.true(existsSync(result.failures[0]?.record.folder ?? 'none'));
  t.false(existsSync(path.join(result.folder, 'runs', 'point-1-seed-1')));
});

for (const [input, problem] of [
  [{ vary: { rate: [-1] } }, /at rate=-1: rate:/],
  [
    { vary: { workload: 'broadcast,nothing' } },
    /at workload=nothing: workload: expected one of .*, got "nothing"/,
  ],
  [{ seeds: [] }, /at least one seed/],
  [{ seeds: [1, 1] }, /none twice, got 1/],
  [{ seeds: 0 }, /--seeds expects/],
  [{ target: 'fast<1' }, /unknown figure/],
  [{ vary: { 'arg.--x': '1' }, test: { runtime: 'sim' } }, /takes no arguments/],
  [{ test: { bin: './none.js' } }, /no such file/],
] as readonly [SweepInput, RegExp][]) {
  test(`${JSON.stringify(input)} is refused before anything runs`, async (t) => {
    await t.throwsAsync(small(input), { instanceOf: UsageError, message: problem });
  });
}

test.serial('what is recorded outlives its folder being moved', async (t) => {
  const first = await small({ vary: { fanout: [1] }, seeds: 1 });
  const moved = path.join(folder(), 'elsewhere');
  mkdirSync(path.dirname(moved), { recursive: true });
  renameSync(first.folder, moved);
  const again = await sweep(
    {},
    { resume: moved, jobs: 1, listener: { run: () => t.fail('it was done before') } },
  );
  t.is(again.folder, moved);
  t.is(again.sentence, first.sentence);
});
