import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { Command } from 'commander';
import { fixtureCommand } from '../../../harness/cli/fixture.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { play } from '../replay/playing.js';
import { folder, write } from '../folder.js';
import { eddy } from './eddy.js';

async function run(input: TestInput): Promise<string> {
  const options = { runtime: 'sim', seed: 1, 'time-limit': 2, rate: 20, latency: 10 } as const;
  const { folder: stored } = await runTest({ ...options, store: path.join(folder(), 'store'), ...input });
  return stored ?? '';
}

test('the case of a node of each kind passes when it is replayed', async (t) => {
  const cases = folder();
  const runs: readonly TestInput[] = [
    { workload: 'echo' },
    { workload: 'broadcast', nemesis: ['partition'], 'nemesis-interval': 1 },
    { workload: 'g-set' },
    { workload: 'unique-ids' },
    { workload: 'lin-kv', bin: path.resolve('dist/node/programs/lin-kv-proxy.js') },
  ];
  for (const [i, input] of runs.entries()) {
    const { status, err } = await eddy([
      'fixture',
      'from',
      await run(input),
      '--node',
      'n1',
      '-o',
      path.join(cases, `${i}.case`),
    ]);
    t.is(status, 0, err);
  }
  const { summary, entries } = await play({ paths: [cases] });
  t.like(summary, { passed: runs.length, failed: 0 }, JSON.stringify(entries));
  const outs = (i: number): number =>
    readFileSync(path.join(cases, `${i}.case`), 'utf8').split('\nout ').length - 1;
  // Nearly all of their answers follow from what came to them.
  for (const i of [0, 1, 2]) t.true(outs(i) >= 8, `${i}: ${outs(i)}`);
  // A request that is piped behind the one before waits for its turn, when the service's reply to it has passed already.
  t.true(outs(4) >= 2, `4: ${outs(4)}`);
});

test('a case goes to stdout, and what was left out of it to stderr', async (t) => {
  const stored = await run({ workload: 'echo' });
  const { status, out, err } = await eddy(['fixture', 'from', stored, '--node', 'n1', '--limit', '3']);
  t.is(status, 0, err);
  t.regex(out, /^# Made by eddy fixture from a run: node n1, workload echo/);
  t.is(out.split('\nin ').length - 1, 3);
  t.regex(err, /^n1: 3 messages in, 3 replies expected\n\d+ later messages left out: --limit 3\n$/);
});

test('what cannot be made a case of is a usage error', async (t) => {
  const stored = await run({ workload: 'echo' });
  const maelstroms = path.dirname(write(path.join(folder(), 'net-journal', '0.fressian'), ''));
  for (const [args, message] of [
    [[path.dirname(maelstroms), '--node', 'n1'], /net-journal.* is binary/],
    [[stored, '--node', 'n9'], /expected one of n1, n2/],
    [['/nowhere', '--node', 'n1'], /no journal at/],
    [[stored, stored, '--node', 'n1'], /expected one run/],
    [[stored, '--node', 'n1', '-o', 'x.txt'], /expected a name such as n1.case/],
    [[stored, '--node', 'n1', '--limit', '0'], /limit: expected/],
    [[stored, '--node', 'n1', '--time', 'x'], /time: expected/],
    [[stored, '--node', 'n1', '--program', 'nix'], /expected one of/],
  ] as const) {
    const program = new Command('eddy').exitOverride();
    fixtureCommand(program);
    await t.throwsAsync(
      () => program.parseAsync(['node', 'eddy', 'fixture', 'from', ...args]),
      { instanceOf: UsageError, message },
      args.join(' '),
    );
  }
});
