/** Why a register's history is not linearizable, in words: the refused operation, and the write that contradicts it. */

import test from 'ava';
import { casRegister, linearizable } from '../../../harness/checkers/index.js';
import { reasonOf } from '../../../harness/explanations/key-reason.js';
import { history, type Row } from '../checkers/operations.js';

const SECOND = 1e9;

/** Operations a second apart. */
function reason(...rows: readonly Row[]): string {
  const all = history(...rows).map((operation) => ({ ...operation, time: operation.index * SECOND }));
  return reasonOf(linearizable(all, casRegister));
}

const write = (process: number, value: number, end: 'ok' | 'info' = 'ok'): Row[] => [
  [process, 'invoke', 'write', value],
  [process, end, 'write', value],
];
const read = (process: number, value: number): Row[] => [
  [process, 'invoke', 'read', null],
  [process, 'ok', 'read', value],
];

test('a stale read names the write that was acknowledged before it began', (t) => {
  t.is(
    reason(...write(4, 0), ...write(5, 3), ...read(6, 0)),
    "cannot read 0: the register holds 3; process 5's write of 3 was acknowledged at 3.000 s, before the read began at 4.000 s (index 3; read of process 6, index 4 to 5)",
  );
});

test('a write that was acknowledged while the operation ran is said to have been', (t) => {
  t.regex(
    reason(
      ...write(4, 0),
      [6, 'invoke', 'read', null],
      [5, 'invoke', 'cas', [0, 3]],
      [5, 'ok', 'cas', [0, 3]],
      ...read(7, 3),
      [6, 'ok', 'read', 7],
    ),
    /^cannot read 7: the register holds 3; process 5's compare-and-set to 3 was acknowledged at 4\.000 s, while the read was under way \(/,
  );
});

test('a write of unknown outcome that others read contradicts too', (t) => {
  t.regex(
    reason(...write(4, 0), ...write(5, 3, 'info'), ...read(6, 3), ...read(7, 0)),
    /^cannot read 0: the register holds 3; process 5's write of 3, whose outcome is unknown, took effect last \(index 3;/,
  );
});

test('a register that nobody wrote to has no write to name', (t) => {
  t.is(
    reason(...read(6, 0)),
    'cannot read 0: the register holds null (read of process 6, index 0 to 1); certainly null before index 0',
  );
});
