/** What a process may do next, and what is refused. */

import test from 'ava';
import { ProcessOrder } from '../../../harness/store/process-order.js';
import { history, type Row } from '../checkers/operations.js';

/** The problem of the last of these operations, which stand one in a line. */
function problem(...rows: readonly Row[]) {
  const order = new ProcessOrder();
  return history(...rows)
    .map((operation, i) => order.add(operation, i + 1))
    .at(-1);
}

for (const [title, rows] of [
  [
    'an operation that is completed, and the next one',
    [
      [0, 'invoke', 'a'],
      [0, 'fail', 'a'],
      [0, 'invoke', 'b'],
    ],
  ],
  ['an operation that is open at the end', [[0, 'invoke', 'a']]],
  [
    'processes side by side',
    [
      [0, 'invoke', 'a'],
      [1, 'invoke', 'b'],
      [0, 'ok', 'a'],
      [1, 'ok', 'b'],
    ],
  ],
  [
    'a nemesis that does the same twice',
    [
      ['nemesis', 'info', 'a'],
      ['nemesis', 'info', 'a'],
      ['nemesis', 'info', 'b'],
    ],
  ],
] as const satisfies readonly (readonly [string, readonly Row[]])[]) {
  test(`accepted: ${title}`, (t) => {
    t.is(problem(...rows), undefined);
  });
}

for (const [title, rows, field, expected] of [
  ['an ok without an invocation', [[9, 'ok', 'a']], 'type', /process 9 has invoked nothing yet/],
  ['an info without an invocation', [[9, 'info', 'a']], 'type', /process 9 has invoked nothing yet/],
  [
    'a second completion',
    [
      [0, 'invoke', 'a'],
      [0, 'ok', 'a'],
      [0, 'ok', 'a'],
    ],
    'type',
    /process 0 has completed all that it invoked \(the last in line 2\)/,
  ],
  [
    'a second invocation',
    [
      [0, 'invoke', 'a'],
      [0, 'invoke', 'a'],
    ],
    'type',
    /has not completed its a of line 1/,
  ],
  [
    'a write that ends as a read',
    [
      [0, 'invoke', 'write'],
      [0, 'ok', 'read'],
    ],
    'f',
    /^write, which .* line 1/,
  ],
  [
    'an invocation after info',
    [
      [0, 'invoke', 'a'],
      [0, 'info', 'a'],
      [0, 'invoke', 'a'],
    ],
    'process',
    /ended with info in line 2 and never acts again/,
  ],
] as const satisfies readonly (readonly [string, readonly Row[], string, RegExp])[]) {
  test(`refused: ${title}`, (t) => {
    const found = problem(...rows);
    t.is(found?.field, field);
    t.regex(found?.expected ?? '', expected);
  });
}
