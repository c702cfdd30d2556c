/** The command that repeats a run: whatever its options were, the command has the same. */

import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import test from 'ava';
import { summaryOf } from '../findings/summaries.js';
import * as fc from 'fast-check';
import { flagsBut } from '../../../harness/options/flags.js';
import { addFlags, readFlags } from '../../../harness/options/command-line.js';
import { repeatCommand, repeatWords } from '../../../harness/options/repeat-command.js';
import { repeatLines } from '../../../harness/findings/repeat-lines.js';
import { completeOptions, type TestInput, type TestOptions } from '../../../harness/options/schema.js';
import { NEMESES } from '../../../harness/faults/kinds/index.js';
import { WORKLOADS } from '../../../harness/workloads/index.js';
import { PARTITION_KINDS, RUNTIMES } from '../../../router/index.js';

/** What `eddy` is given where a shell reads this. */
function wordsIn(command: string): readonly string[] {
  const { stdout } = spawnSync('sh', ['-c', `eddy() { printf '%s\\0' "$@"; }; ${command}`], {
    encoding: 'utf8',
  });
  return stdout.split('\0').slice(0, -1);
}

/** What `eddy test` makes of a command line. */
function understood(command: string): TestOptions {
  const parser = new Command('test').argument('[args...]').exitOverride();
  addFlags(parser, flagsBut());
  parser.parse(wordsIn(command).slice(1), { from: 'user' });
  return completeOptions(readFlags(parser.opts(), flagsBut(), parser.args));
}

const text = fc.string({ minLength: 1, maxLength: 12 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = fc.double({ min: 0.001, max: 1000, noNaN: true });
const count = fc.integer({ min: 1, max: 50 });
const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });
const node = fc.stringMatching(/^[abdn][\w.-]{0,4}$/);

const inputs: fc.Arbitrary<TestInput> = fc.record(
  {
    workload: fc.constantFrom(...WORKLOADS.map(({ name }) => name)),
    bin: text,
    args: fc.array(text, { maxLength: 3 }),
    runtime: fc.constantFrom(...RUNTIMES),
    nodes: fc.uniqueArray(node, { minLength: 1, maxLength: 4 }),
    'node-count': count,
    concurrency: fc.constantFrom('1n', '2n', '7'),
    'time-limit': positive,
    rate: fc.double({ min: 0, max: 1e22, noNaN: true }),
    latency: positive,
    'latency-dist': fc.constantFrom('constant', 'uniform', 'exponential'),
    loss: share,
    duplication: share,
    nemesis: some(NEMESES),
    'nemesis-interval': positive,
    'partition-kinds': some(PARTITION_KINDS),
    'nemesis-targets': some(['one', 'minority', 'majority', 'all']),
    'nemesis-kill-keeps': fc.constantFrom('data' as const, 'nothing' as const),
    faults: fc.array(
      fc.record({
        at: positive,
        do: fc.constantFrom('heal', 'partition one', 'kill all', 'latency 5 uniform'),
      }),
      { maxLength: 3 },
    ),
    topology: fc.constantFrom('grid' as const, 'line' as const),
    'key-count': count,
    'max-txn-length': count,
    'max-writes-per-key': count,
    'consistency-models': some(['serializable', 'read-committed']),
    availability: fc.oneof(share, fc.constant('total' as const)),
    configure: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
    expect: some(['msgs-per-op<30', 'lost-count=0']),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    strict: fc.boolean(),
    'maelstrom-quirks': fc.boolean(),
    'check-limit': positive,
    'check-memory': count,
    'log-stderr': fc.boolean(),
    'log-net-send': fc.boolean(),
    'log-net-recv': fc.boolean(),
    store: text,
  },
  { requiredKeys: ['workload'] },
);

/** As `test.json` has them. */
function stored(options: TestOptions): Record<string, unknown> {
  return JSON.parse(JSON.stringify({ ...options, eddy: '0.1.0' })) as Record<string, unknown>;
}

test('a shell and the command line make the options of the run of the command, whatever they were', (t) => {
  fc.assert(
    fc.property(inputs, (input) => {
      // JSON knows no -0.
      const options = completeOptions(JSON.parse(JSON.stringify(input)));
      const words = repeatWords(stored(options));
      t.deepEqual(understood((words ?? []).join(' ')), options);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('each run is repeated once, and a page does not say where the run was stored', (t) => {
  const test = stored(
    completeOptions({ workload: 'echo', 'test-count': 3, store: '/x', 'log-stderr': true }),
  );
  t.is(repeatWords(test)?.join(' '), 'eddy test --workload echo --log-stderr --store /x');
  t.is(repeatCommand(test), 'eddy test --workload echo');
});

test('what would act on a terminal is spelled out, and bash reads what it was', (t) => {
  const arg = "\u001b[31m it's \\ \u202e";
  const test = stored(completeOptions({ workload: 'echo', bin: 'x', args: [arg] }));
  const command = repeatCommand(test) ?? '';
  t.is(command, String.raw`eddy test --workload echo --bin x -- $'\u001b[31m it\'s \\ \u202e'`);
  const { stdout, error } = spawnSync('bash', ['-c', `eddy() { printf %s "$7"; }; ${command}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (error === undefined) t.is(stdout, arg);
});

for (const [runtime, interrupted, promise] of [
  ['sim', undefined, '(the same run, byte for byte)'],
  ['sim', true, '(the same run, byte for byte, up to the interruption)'],
  ['process', undefined, '(the same random choices; live nodes take their own time)'],
  ['worker', undefined, '(the same random choices; live nodes take their own time)'],
] as const) {
  test(`a narrow terminal breaks the command where a shell goes on (${runtime}${interrupted === true ? ', interrupted' : ''})`, (t) => {
    const options = completeOptions({ workload: 'echo', runtime, nodes: ['a', 'b'], rate: 7, store: 'a b' });
    const run = { options, seed: 7, summary: summaryOf({ valid: true, interrupted }) };
    const wide = repeatLines(run);
    t.is(wide.length, 2);
    t.is(wide[1]?.trim(), promise);
    const narrow = repeatLines(run, 40);
    t.true(narrow.length > 3);
    for (const line of narrow.slice(0, -1)) t.true(line.length <= 40, line);
    const command = (lines: readonly string[]): string =>
      lines.slice(0, -1).join('\n').replace('  repeat ', '');
    t.deepEqual(wordsIn(command(narrow)), wordsIn(command(wide)));
    t.deepEqual(understood(command(narrow)), { ...options, seed: 7 });
  });
}
