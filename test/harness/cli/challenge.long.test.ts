/** `eddy challenge` as a command. */

import path from 'node:path';
import test from 'ava';
import { programFile } from '../../router/programs.js';
import { folder, write } from '../folder.js';
import { eddy } from './eddy.js';

const SIM = ['--runtime', 'sim', '--seed', '1', '--time-limit', '2'];

test('0: all targets are met, challenge after challenge', async (t) => {
  const { status, out, err } = await eddy(['challenge', '1', '3d', ...SIM]);
  t.is(status, 0, err);
  t.regex(
    out,
    /^challenge 1, Echo: MET\n {2}target +wanted +got\n {2}echo check +valid +valid +met\n[^]*\nchallenge 3d, Efficient Broadcast, Part I: MET\n[^]*\n {2}msgs-per-op +< 30 +[\d.]+ +met\n[^]*\nchallenge +met\n1 +met\n3d +met\n$/,
  );
});

test('1: a target is not met', async (t) => {
  const { status, out } = await eddy(['challenge', '2', ...SIM, '--bin', programFile('duplicate-ids.js')]);
  t.is(status, 1);
  t.regex(
    out,
    /^challenge 2, Unique ID Generation: NOT MET\n {2}target +wanted +got\n {2}unique-ids check +valid +invalid +not met\n/,
  );
  t.regex(out, /\n {2}repeated +\d+ 3 times/);
  t.regex(
    out,
    /\n {2}stored in +store\/unique-ids\/[^\n]+\n {2}report +store\/[^\n]+html\n {2}repeat +eddy test /,
  );
});

test('several programs and seeds: a table, each run in JSON, and one missing program costs the others nothing', async (t) => {
  const bins = ['own', programFile('duplicate-ids.js'), './missing.py'].flatMap((bin) => ['--bin', bin]);
  const args = [
    'challenge',
    '2',
    '--runtime',
    'sim',
    '--time-limit',
    '1',
    '--rate',
    '100',
    '--seeds',
    '2',
    ...bins,
  ];
  const { status, out } = await eddy(args);
  t.is(status, 255);
  t.regex(out, /\nprogram +2\nown +2 of 2\n[^ ]+duplicate-ids\.js +0 of 2\n\.\/missing\.py +0 of 2\n$/);
  const json = await eddy([...args, '--json']);
  const { met, runs } = JSON.parse(json.out) as {
    readonly met: number;
    readonly runs: readonly {
      readonly verdict: string;
      readonly repeat: string;
      readonly fingerprint?: string;
    }[];
  };
  t.is(met, 2);
  t.deepEqual(
    runs.map(({ verdict }) => verdict),
    ['met', 'met', 'not met', 'not met', 'crashed', 'crashed'],
  );
  t.is(runs[2]?.fingerprint, 'unique-ids/duplicate/any');
  t.regex(runs[2]?.repeat ?? '', /^eddy test .* --seed 1$/);
});

test('255: a challenge that cannot run is told, and the others run', async (t) => {
  const bin = write(
    path.join(folder(), 'no-broadcast.mjs'),
    'export default (node) => { node.handle("echo", {}, ({ echo }) => ({ echo })); };',
  );
  const { status, out } = await eddy(['challenge', '3a', '1', ...SIM, '--bin', bin]);
  t.is(status, 255);
  t.regex(
    out,
    /^challenge 3a, Single-Node Broadcast: CRASHED\n {2}n0 refused the set-up of broadcast with .*\n {2}to repeat it: eddy test .*\nchallenge 1, Echo: MET\n/,
  );
});

test('arguments behind -- are for the node program', async (t) => {
  const { status, err } = await eddy([
    'challenge',
    '1',
    '--time-limit',
    '1',
    '--bin',
    programFile('puppet.js'),
    '--',
    '--init',
    'error',
  ]);
  t.is(status, 255);
  t.regex(err, /^echo: 1 nodes, each in a process/);
});

for (const [args, message] of [
  [['challenge'], /^eddy: missing required argument 'names'/],
  [['challenge', '7'], /^eddy: challenge: expected all, or some of 1, .*, got "7"\n$/],
  [['challenge', '--', '1'], /^eddy: challenge: expected a challenge such as 3d before --\n$/],
  [['challenge', '1', '--rate', 'fast'], /^eddy: --rate: expected a number, got "fast"\n$/],
  [
    ['challenge', '1', '--seeds', '3', '--seed', '5'],
    /^eddy: --seeds and --seed exclude each other: expected --seeds 5\.\.7 alone\n$/,
  ],
  [['challenge', '1', '--jobs', '0'], /^eddy: --jobs: expected a whole number from 1 to 9999, got "0"\n$/],
  [['challenge', '1', '--bin', './missing'], /^eddy: --bin \.\/missing: there is no such file /],
] as const) {
  test(`254: eddy ${args.join(' ')}`, async (t) => {
    const { status, out, err } = await eddy(args);
    t.is(status, 254);
    t.is(out, '');
    t.regex(err, message);
  });
}
