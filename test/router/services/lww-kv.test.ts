/** lww-kv: two replicas that tell each other, sooner or later. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import { LastWriteWinsKeyValue } from '../../../router/services/lww-kv.js';
import { type Ask, asking, cas, read, write } from './asking.js';

function store(seed: number): Ask {
  return asking(new LastWriteWinsKeyValue(new Random(seed)));
}

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

test('a write is hidden from some reads at first, and from none in the end', (t) => {
  const first = SEEDS.map((seed) => {
    const ask = store(seed);
    ask('c1', write('x', 1));
    const found = ask('c2', read('x'))['type'] === 'read_ok';
    for (let i = 0; i < 100; i++) ask('c3', read('y'));
    for (let i = 0; i < 20; i++) t.deepEqual(ask('c2', read('x')), { type: 'read_ok', value: 1 });
    return found;
  });
  t.true(first.some((found) => found) && !first.every((found) => found));
});

test('of two writes, the replicas agree on one in the end, not always on the later', (t) => {
  const winners = SEEDS.map((seed) => {
    const ask = store(seed);
    for (let i = 1; i <= 3; i++) ask('c1', write('x', i));
    for (let i = 0; i < 100; i++) ask('c3', read('y'));
    const values = new Set(Array.from({ length: 20 }, () => ask('c1', read('x'))['value']));
    t.is(values.size, 1);
    return [...values][0];
  });
  t.deepEqual([...new Set(winners)].toSorted(), [2, 3]);
  t.true(winners.filter((winner) => winner === 3).length > SEEDS.length / 2);
});

test('a replica that was told something stamps its next write after it', (t) => {
  for (const seed of SEEDS) {
    const ask = store(seed);
    for (let i = 0; i < 5; i++) ask('c1', write('x', i));
    for (let i = 0; i < 100; i++) ask('c3', read('y'));
    ask('c1', write('x', 'last'));
    for (let i = 0; i < 100; i++) ask('c3', read('y'));
    t.is(ask('c2', read('x'))['value'], 'last');
  }
});

test('two cas from the same value may both succeed', (t) => {
  const both = SEEDS.filter((seed) => {
    const ask = store(seed);
    ask('c1', write('x', 0));
    for (let i = 0; i < 100; i++) ask('c3', read('y'));
    return [1, 2].every((to) => ask('c1', cas('x', 0, to))['type'] === 'cas_ok');
  });
  t.true(both.length > 0 && both.length < SEEDS.length);
});
