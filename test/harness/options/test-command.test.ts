/** The command that does a run again: what it says is what was run. */

import { spawnSync } from 'node:child_process';
import test from 'ava';
import { Command } from 'commander';
import * as fc from 'fast-check';
import { flagsBut } from '../../../harness/options/flags.js';
import { addFlags, readFlags } from '../../../harness/options/command-line.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { testArguments, testCommand } from '../../../harness/options/test-command.js';

/** What `eddy test` makes of these words. */
function understood(words: readonly string[]): TestInput {
  const command = new Command('test').argument('[args...]').exitOverride();
  addFlags(command, flagsBut());
  command.parse(words.slice(1), { from: 'user' });
  return readFlags(command.opts(), flagsBut(), command.args);
}

const input: TestInput = {
  workload: 'broadcast',
  bin: "./my node's.js",
  args: ['--window=5', '-v', 'a b'],
  runtime: 'process',
  nodes: ['a', 'b'],
  concurrency: '4n',
  rate: 0.5,
  nemesis: ['partition'],
  'partition-kinds': ['one', 'majority'],
  faults: [{ at: 2.5, do: 'partition a | b' }],
  availability: 0.5,
  configure: { fanout: 3, mode: "it's", deep: [1, { x: null }] },
  expect: ['msgs-per-op<30', 'stable-max<600'],
  strict: true,
  'maelstrom-quirks': false,
  seed: 7,
};

test('the words give the same options again', (t) => {
  t.deepEqual(completeOptions(understood(testArguments(input))), completeOptions(input));
});

test('options that are not given are not there', (t) => {
  t.deepEqual(testArguments({ rate: 3, nemesis: [], strict: false, bin: undefined, configure: undefined }), [
    'test',
    '--rate',
    '3',
  ]);
});

test('a shell takes the command apart into the same words, whatever is in them', (t) => {
  const text = fc.string({ minLength: 1, maxLength: 12 }).filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, (args, mode) => {
      const command = testCommand({ input: { args, configure: { mode } }, env: { MODE: mode } });
      const { stdout } = spawnSync('sh', ['-c', `env() { printf '%s\\0' "$@"; }; ${command}`], {
        encoding: 'utf8',
      });
      const expected = [`MODE=${mode}`, 'eddy', ...testArguments({ args, configure: { mode } })];
      t.deepEqual(stdout.split('\0').slice(0, -1), expected);
    }),
    { seed: 1, numRuns: 25 },
  );
});

test('what needs no quotes has none', (t) => {
  t.is(
    testCommand({ input: { workload: 'echo', configure: { a: 1 }, seed: 3 }, env: {} }),
    `eddy test --workload echo --configure '{"a":1}' --seed 3`,
  );
});
