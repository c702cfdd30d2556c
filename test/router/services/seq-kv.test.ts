/** seq-kv: stale, but never back. The first three tests are those of Maelstrom's own suite. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import { SequentialKeyValue } from '../../../router/services/seq-kv.js';
import { type Ask, asking, cas, read, write } from './asking.js';

/** A store that remembers 16 states, and the x = 0, 1, ... that one client wrote. */
function written(writes = 8, seed = 1): Ask {
  const ask = asking(new SequentialKeyValue(new Random(seed), 16));
  for (let x = 0; x < writes; x++) ask('writer', write('x', x));
  return ask;
}

/** Undefined where the key does not exist. */
function value(ask: Ask, src: string): unknown {
  return ask(src, read('x'))['value'];
}

test('fresh clients do not all read the same', (t) => {
  const ask = written();
  const values = Array.from({ length: 64 }, (_, i) => value(ask, `c${i}`));
  // Among them those that find nothing yet.
  t.deepEqual([...new Set(values)].toSorted(), [0, 1, 2, 3, 4, 5, 6, 7, undefined]);
});

test('a client that has changed something reads the newest value', (t) => {
  const ask = written();
  for (let i = 0; i < 8; i++) {
    ask(`c${i}`, write(`key ${i}`, i));
    t.is(value(ask, `c${i}`), 7);
  }
});

test('a client that reads again and again comes to the newest value', (t) => {
  for (let seed = 0; seed < 8; seed++) {
    const ask = written(8, seed);
    let reads = 0;
    while (value(ask, 'c1') !== 7) reads++;
    t.true(reads < 160, `seed ${seed}`);
  }
});

test('no client ever goes back, also when it lags by more states than are remembered', (t) => {
  const ask = written(200);
  const last = new Map<string, number>();
  for (let i = 0; i < 8000; i++) {
    const client = `c${i % 400}`;
    const x = Number(value(ask, client));
    t.true(x >= (last.get(client) ?? 0) && x >= 200 - 16);
    last.set(client, x);
    if (i % 100 === 0) ask('writer', write('y', i));
  }
});

for (const remembered of [16, undefined]) {
  const count = remembered ?? 32;
  test(`of ${remembered ?? 'all'} states that may be remembered, all of the last ${count} are shown`, (t) => {
    const shown = new Set<number>();
    for (let seed = 0; seed < 1000; seed++) {
      const ask = asking(new SequentialKeyValue(new Random(seed), remembered));
      for (let x = 1; x <= 40; x++) ask('writer', write('x', x));
      shown.add(Number(value(ask, 'c1')));
    }
    t.deepEqual(
      [...shown].toSorted((a, b) => a - b),
      Array.from({ length: count }, (_, i) => 41 - count + i),
    );
  });
}

test('a write of what was there in the past may change nothing; its writer is then no further than that', (t) => {
  const outcomes = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const ask = written(8, seed);
    t.is(ask('c1', write('x', 3))['type'], 'write_ok');
    // The writer of 0 to 7 has seen all of these, so it tells whether a ninth state was made.
    const absorbed = value(ask, 'writer') === 7 && ask('writer', write('x', 7)) && value(ask, 'writer') === 7;
    outcomes.add(absorbed ? `absorbed, then reads ${String(value(ask, 'c1'))}` : 'written');
  }
  t.true(outcomes.has('written'));
  t.true(
    outcomes.has('absorbed, then reads 3') && outcomes.has('absorbed, then reads 5'),
    [...outcomes].join(),
  );
  t.false(outcomes.has('absorbed, then reads 2'));
});

test('a cas may fail on a state of the past, but succeeds on the newest only', (t) => {
  const codes = new Map<unknown, number>();
  for (let seed = 0; seed < 200; seed++) {
    const ask = written(8, seed);
    const { type, code } = ask('c1', cas('x', 7, 'set'));
    codes.set(code ?? type, (codes.get(code ?? type) ?? 0) + 1);
    // Expected of the past, but no longer there.
    t.is(ask('c2', cas('x', 3, 'set'))['type'], 'error');
  }
  t.deepEqual([...codes.keys()].map(String).toSorted(), ['20', '22', 'cas_ok']);
});
