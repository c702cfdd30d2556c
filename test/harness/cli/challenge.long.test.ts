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
    /^challenge 1, Echo: MET\n {2}echo check +valid +valid +met\n[^]*\nchallenge 3d, Efficient Broadcast, Part I: MET\n[^]*\n {2}msgs-per-op +< 30 +[\d.]+ +met\n/,
  );
});

test('1: a target is not met', async (t) => {
  const { status, out } = await eddy(['challenge', '2', ...SIM, '--bin', programFile('duplicate-ids.js')]);
  t.is(status, 1);
  t.regex(
    out,
    /^challenge 2, Unique ID Generation: NOT MET\n {2}unique-ids check +valid +invalid +not met\n/,
  );
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
    /^challenge 3a, Single-Node Broadcast: CRASHED\n {2}n0 refused the set-up of broadcast with .*\nchallenge 1, Echo: MET\n/,
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
  [['challenge'], /^error: missing required argument 'names'/],
  [['challenge', '7'], /^eddy: there is no challenge "7": expected all, or some of 1, /],
  [['challenge', '--', '1'], /^eddy: expected a challenge such as 3d before --\n$/],
  [['challenge', '1', '--rate', 'fast'], /^eddy: rate: expected number, got "fast"\n$/],
  [['challenge', '1', '--bin', './missing'], /^eddy: --bin \.\/missing: there is no such file /],
] as const) {
  test(`254: eddy ${args.join(' ')}`, async (t) => {
    const { status, out, err } = await eddy(args);
    t.is(status, 254);
    t.is(out, '');
    t.regex(err, message);
  });
}
