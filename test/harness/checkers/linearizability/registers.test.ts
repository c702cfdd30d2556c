/** Whether a history is one of registers under keys or of one register, and what is said of operations of neither. */

import test from 'ava';
import { linearizableRegisters, unfitForRegisters } from '../../../../harness/checkers/index.js';
import { history, type Row } from '../operations.js';

/** Each operation succeeds at once; a read has invoked with what the third says. */
function sequential(...calls: readonly (readonly [f: string, value: unknown, asked?: unknown])[]): Row[] {
  return calls.flatMap(([f, value, asked = value]): Row[] => [
    [0, 'invoke', f, asked],
    [0, 'ok', f, value],
  ]);
}

for (const [title, rows, valid, form] of [
  ['a plain read of what was written', sequential(['write', 1], ['read', 1, null]), true, 'one'],
  ['a plain read of another value', sequential(['write', 1], ['read', 2, null]), false, 'one'],
  ['a compare-and-set [from, to] alone is plain', sequential(['cas', [1, 3]]), false, 'one'],
  [
    'a compare-and-set from null is plain too',
    sequential(['cas', [null, 3]], ['read', 3, null]),
    true,
    'one',
  ],
  ['pairs as values of one register', sequential(['write', [1, 2]], ['read', [1, 3], null]), false, 'one'],
  ['a read that names its key', sequential(['write', [1, 2]], ['read', [1, 3], [1, null]]), false, undefined],
  ['a key with a compare-and-set', sequential(['write', [1, 2]], ['cas', [1, [2, 3]]]), true, undefined],
  ['what can be both has keys', sequential(['write', [1, 2]], ['write', [2, 1]]), true, undefined],
  [
    'another function on the register',
    sequential(['write', 1], ['swap', 2], ['read', 2, null]),
    'unknown',
    'one',
  ],
  [
    'another function on a key',
    sequential(['write', [1, 1]], ['swap', [1, 2]], ['read', [1, 2], [1, null]]),
    'unknown',
    undefined,
  ],
  [
    'another function on another key',
    sequential(['swap', [2, 2]], ['write', [1, 1]], ['read', [1, 2], [1, null]]),
    false,
    undefined,
  ],
] as const) {
  test(title, (t) => {
    const result = linearizableRegisters(history(...rows));
    t.is(result.valid, valid);
    t.is('register' in result ? result.register : undefined, form);
  });
}

test('a function that failed did nothing to its key', (t) => {
  const rows: Row[] = [
    [1, 'invoke', 'swap', [1, 2]],
    [1, 'fail', 'swap', [1, 2]],
  ];
  t.true(linearizableRegisters(history(...rows, ...sequential(['write', [1, 1]]))).valid);
});

test('if some operations have a key for certain, those without one do not fit', (t) => {
  const all = history(...sequential(['read', [1, null], [1, null]], ['write', 5], ['cas', [1, 2]]));
  t.deepEqual(
    unfitForRegisters(all).map(({ index }) => index),
    [2, 4],
  );
});

test('in a history of one register a compare-and-set of no pair does not fit', (t) => {
  const all = history(...sequential(['write', 5], ['cas', 3]));
  t.deepEqual(
    unfitForRegisters(all).map(({ index }) => index),
    [2],
  );
  t.is(linearizableRegisters(all).valid, 'unknown');
});
