/** What `eddy test` prints where nobody sees colours, and what the flags that print more do. */

import path from 'node:path';
import test from 'ava';
import { folder, write } from '../folder.js';
import { eddy } from '../cli/eddy.js';

const SIM = [
  'test',
  '-w',
  'broadcast',
  '--runtime',
  'sim',
  '--seed',
  '1',
  '--time-limit',
  '3',
  '--rate',
  '10',
];
// Line ends apart: what would act on a terminal.
const CONTROLS = /\p{Cc}(?<!\n)/u;

test('in a pipe there are no colours and no rewriting of lines', async (t) => {
  const { out, err } = await eddy([...SIM, '--nemesis', 'partition', '--nemesis-interval', '1']);
  t.notRegex(out, CONTROLS);
  t.notRegex(err, CONTROLS);
  t.regex(err, /^broadcast: 5 nodes, simulated, seed 1\n {3}0\.00 s {2}partition [\w-]+: n/);
  t.regex(err, /\n {3}\d\.\d\d s {2}healed\n/);
  t.regex(err, /\n +\d+\.\d s {2}recovering {2}\| {2}\d+ ok, 0 fail, 0 info {2}\| {2}msgs-per-op \d/);
});

test('what a node prints to its log is shown with its name, and cannot act on the terminal', async (t) => {
  const bin = write(
    path.join(folder(), 'loud.mjs'),
    `export default (node) => {
      node.onInit(() => node.log('hello \\u001b[31mred\\u001b[0m \\u202e'));
      node.handle('echo', {}, ({ echo }) => ({ echo }));
    };`,
  );
  const args = ['test', '-w', 'echo', '--runtime', 'sim', '--bin', bin, '-n', 'n7', '--time-limit', '0.5'];
  const [shown, hidden] = await Promise.all([eddy([...args, '--log-stderr']), eddy(args)]);
  t.regex(shown.err, /\nn7 \| hello \\u001b\[31mred\\u001b\[0m \\u202e\n/);
  t.notRegex(hidden.err, /hello/);
});

test('each message as it is sent, as it arrives, or both', async (t) => {
  const args = ['test', '-w', 'echo', '--runtime', 'sim', '-n', 'n7', '--seed', '1', '--time-limit', '0.5'];
  const [sends, both] = await Promise.all([
    eddy([...args, '--log-net-send']),
    eddy([...args, '--log-net-send', '--log-net-recv']),
  ]);
  const init =
    '{"id":0,"src":"c0","dest":"n7","body":{"type":"init","msg_id":1,"node_id":"n7","node_ids":["n7"]}}';
  t.true(sends.err.includes(`\nsend ${init}\n`));
  t.notRegex(sends.err, /^recv /m);
  t.true(both.err.includes(`\nsend ${init}\nrecv ${init}\n`));
});

test('a run is repeated until one is not valid', async (t) => {
  const args = ['test', '-w', 'echo', '--runtime', 'sim', '--time-limit', '0.5'];
  const three = await eddy([...args, '--test-count', '3']);
  t.is(three.status, 0);
  t.is(three.out.match(/: VALID\n/g)?.length, 3);
  t.regex(three.out, /\n3 of 3 runs valid\n$/);
  t.is(new Set(three.out.match(/--seed \d+/g)).size, 3);
  const bad = await eddy([...args, '--test-count', '3', '--expect', 'availability<1']);
  t.is(bad.status, 1);
  t.is(bad.out.match(/: INVALID\n/g)?.length, 1);
  const [, seed] = /--seed (\d+)/.exec(bad.out) ?? [];
  t.true(
    bad.out.endsWith(`\nrun 1 of 3 was not valid: seed ${seed} (0 valid before it, 2 not made)\n`),
    bad.out,
  );
});

test('repeated runs take the seeds from the one that is given on', async (t) => {
  const args = ['test', '-w', 'echo', '--runtime', 'sim', '--time-limit', '0.5', '--test-count', '3'];
  const { out } = await eddy([...args, '--seed', '4294967294']);
  t.deepEqual(out.match(/--seed \d+/g), ['--seed 4294967294', '--seed 4294967295', '--seed 0']);
});
