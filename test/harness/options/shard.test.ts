/** Shards: how they are named, which runs are theirs, and which of them make a whole. */

import test from 'ava';
import * as fc from 'fast-check';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { checkShards, isOfShard, parseShard, shardText } from '../../../harness/options/shard.js';

test('a shard is read as it is written, and what is none is refused', (t) => {
  t.deepEqual(parseShard(' 2/8 '), { index: 2, of: 8 });
  t.is(shardText(parseShard('8/8')), '8/8');
  for (const text of ['0/8', '9/8', '1/0', '1', '1/2/3', '-1/2', '1.5/2', ''])
    t.throws(() => parseShard(text), { instanceOf: UsageError, message: /from 1\/8 to 8\/8/ }, text);
});

test('each run belongs to exactly one shard', (t) => {
  const division = fc.record({ of: fc.integer({ min: 1, max: 40 }), run: fc.nat(10_000) });
  fc.assert(
    fc.property(division, ({ of, run }) => {
      const owners = Array.from({ length: of }, (_, i) => i + 1).filter((index) =>
        isOfShard({ index, of }, run),
      );
      t.is(owners.length, 1);
    }),
    { seed: 1, numRuns: 200 },
  );
});

for (const [shards, problem] of [
  ['1/3 3/3', /expected all 3 shards, got 2: missing 2\/3/],
  ['1/2 2/3', /0 is one of 2 shards, 1 one of 3/],
  ['1/2 2/2 1/2', /0 and 2 are both shard 1\/2/],
] as const) {
  test(`${shards} are not all shards of one division`, (t) => {
    const read = shards.split(' ').map(parseShard);
    const names = read.map((_, i) => String(i));
    t.throws(() => checkShards(read, names), { instanceOf: UsageError, message: problem });
  });
}
