/** What the three key-value services have in common, on each of them; and lin-kv. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import { LinearizableKeyValue } from '../../../router/services/lin-kv.js';
import { LastWriteWinsKeyValue } from '../../../router/services/lww-kv.js';
import { SequentialKeyValue } from '../../../router/services/seq-kv.js';
import type { Handler } from '../../../router/services/service.js';
import { type Ask, asking, cas, read, write } from './asking.js';

const STORES: Readonly<Record<string, () => Handler>> = {
  'lin-kv': () => new LinearizableKeyValue(),
  'seq-kv': () => new SequentialKeyValue(new Random(1)),
  'lww-kv': () => new LastWriteWinsKeyValue(new Random(1)),
};

/** Asks until the answer is of this type: a store that is not linearizable may need to be asked more than once. */
function eventually(ask: Ask, body: Readonly<Record<string, unknown>>, type: string): unknown {
  for (let i = 0; i < 200; i++) {
    const reply = ask('c1', body);
    if (reply['type'] === type) return reply;
  }
  throw new Error(`never ${type}: ${JSON.stringify(body)}`);
}

for (const [name, make] of Object.entries(STORES)) {
  test(`${name}: a key that nobody wrote does not exist, for read and cas alike`, (t) => {
    const ask = asking(make());
    const missing = { type: 'error', code: 20, text: 'the key "x" does not exist' };
    t.deepEqual(ask('c1', read('x')), missing);
    t.deepEqual(ask('c1', cas('x', 1, 2)), missing);
    t.deepEqual(ask('c1', cas('x', 1, 2, { create_if_not_exists: false })), missing);
    t.deepEqual(ask('c1', cas('x', 1, 2, { create_if_not_exists: null })), missing);
    t.deepEqual(ask('c1', read('x')), missing);
  });

  test(`${name}: what was written can be read, and keys are apart`, (t) => {
    const ask = asking(make());
    for (const key of ['x', 1, '1', null, [1, 'a'], { b: 1, a: 2 }]) {
      t.deepEqual(ask('c1', write(key, { held: [key] })), { type: 'write_ok' });
    }
    for (const key of ['x', 1, '1', null, [1, 'a'], { a: 2, b: 1 }]) {
      t.deepEqual(eventually(ask, read(key), 'read_ok'), { type: 'read_ok', value: { held: [key] } });
    }
    t.like(ask('c1', read([1])), { code: 20 });
  });

  test(`${name}: cas sets what holds what was expected, compared by structure`, (t) => {
    const ask = asking(make());
    ask('c1', write('x', { a: [1], b: 2 }));
    t.deepEqual(eventually(ask, cas('x', { b: 2, a: [1] }, 'next'), 'cas_ok'), { type: 'cas_ok' });
  });

  test(`${name}: cas creates where it is told to, whatever it expected`, (t) => {
    const ask = asking(make());
    t.deepEqual(ask('c1', cas('x', 1, 2, { create_if_not_exists: true })), { type: 'cas_ok' });
    t.deepEqual(eventually(ask, read('x'), 'read_ok'), { type: 'read_ok', value: 2 });
  });
}

test('lin-kv: cas on what holds something else says what, and changes nothing, also when it would have created', (t) => {
  const ask = asking(new LinearizableKeyValue());
  ask('c1', write('x', [1]));
  const refusal = { type: 'error', code: 22, text: 'expected [2], but the key "x" holds [1]' };
  t.deepEqual(ask('c2', cas('x', [2], 3)), refusal);
  t.deepEqual(ask('c2', cas('x', [2], 3, { create_if_not_exists: true })), refusal);
  t.deepEqual(ask('c2', read('x')), { type: 'read_ok', value: [1] });
});

test('lin-kv: each request sees all before it', (t) => {
  const ask = asking(new LinearizableKeyValue());
  for (let i = 0; i < 100; i++) {
    ask('c1', write('x', i));
    t.deepEqual(ask(`c${i + 2}`, read('x')), { type: 'read_ok', value: i });
  }
});

test('a field that is missing counts as null', (t) => {
  const ask = asking(new LinearizableKeyValue());
  t.deepEqual(ask('c1', { type: 'write' }), { type: 'write_ok' });
  t.deepEqual(ask('c1', read(null)), { type: 'read_ok', value: null });
  t.deepEqual(ask('c1', { type: 'cas', to: 1 }), { type: 'cas_ok' });
  t.deepEqual(ask('c1', { type: 'read' }), { type: 'read_ok', value: 1 });
});
