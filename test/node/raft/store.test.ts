/** The state machine: what requests do to it, once each, and the same on every replica. */

import test from 'ava';
import * as fc from 'fast-check';
import { type Command, type Operation, Store } from '../../../node/raft/store.js';

function command(seq: number, operation: Operation, floor = 0, session = 's'): Command {
  return { origin: 'n1', session, seq, floor, operation };
}

test('operations have the outcomes and errors of the lin-kv service', (t) => {
  const store = new Store();
  const steps: readonly (readonly [Operation, unknown])[] = [
    [['read', 1], { code: 20, text: 'there is no key 1' }],
    [['cas', 1, 0, 1], { code: 20, text: 'there is no key 1' }],
    [['cas', 1, 0, 1, true], {}],
    [['cas', 1, 0, 2, true], { code: 22, text: 'expected 0, but the value is 1' }],
    [['cas', 1, 1, null], {}],
    [['read', 1], { value: null }],
    [['write', 1, [2]], {}],
    [['cas', 1, [2], { b: 1, a: 2 }], {}],
    [['cas', 1, { a: 2, b: 1 }, 3], {}],
    [['read', '1'], { code: 20, text: 'there is no key "1"' }],
  ];
  for (const [i, [operation, outcome]] of steps.entries())
    t.deepEqual(store.apply(command(i, operation)), outcome as object);
});

test('a request that comes again has its first outcome, and does nothing', (t) => {
  const store = new Store();
  store.apply(command(0, ['write', 'x', 1]));
  t.deepEqual(store.apply(command(1, ['cas', 'x', 1, 2])), {});
  t.deepEqual(store.apply(command(0, ['write', 'x', 1])), {});
  t.deepEqual(store.apply(command(1, ['cas', 'x', 1, 2])), {});
  t.deepEqual(store.read('x'), { value: 2 });
  t.deepEqual(store.apply(command(1, ['cas', 'x', 2, 3], 0, 'other')), {});
});

test('a request below the floor is too old to be executed', (t) => {
  const store = new Store();
  store.apply(command(0, ['write', 'x', 1]));
  store.apply(command(5, ['write', 'x', 2], 5));
  t.is(store.apply(command(0, ['write', 'x', 1])), undefined);
  t.is(store.apply(command(4, ['write', 'x', 3])), undefined);
  t.deepEqual(store.read('x'), { value: 2 });
  t.is(JSON.stringify(store.snapshot()).match(/\[5,\{\}\]/g)?.length, 1);
});

test('the oldest session is forgotten when there are a thousand later ones', (t) => {
  const store = new Store();
  for (let i = 0; i <= 1000; i++) store.apply(command(0, ['write', i, i], 0, `s${i}`));
  store.apply(command(0, ['write', 1, 'again'], 0, 's1'));
  t.deepEqual(store.read(1), { value: 1 });
  store.apply(command(0, ['write', 0, 'again'], 0, 's0'));
  t.deepEqual(store.read(0), { value: 'again' });
});

test('a snapshot that has been through JSON goes on as the original does', (t) => {
  const value = fc.integer({ min: 0, max: 2 });
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.tuple(fc.constant('write' as const), value, value),
    fc.tuple(fc.constant('cas' as const), value, value, value),
  );
  const request = fc.record({
    origin: fc.constant('n1'),
    session: fc.constantFrom('a', 'b'),
    seq: fc.nat(6),
    floor: fc.nat(3),
    operation,
  });
  fc.assert(
    fc.property(fc.array(request), fc.array(request), (before, after) => {
      const [original, copy] = [new Store(), new Store()];
      for (const each of before) original.apply(each);
      copy.restore(JSON.parse(JSON.stringify(original.snapshot())));
      for (const each of after) t.deepEqual(copy.apply(each), original.apply(each));
      t.deepEqual(copy.snapshot(), original.snapshot());
    }),
    { numRuns: 100 },
  );
});
