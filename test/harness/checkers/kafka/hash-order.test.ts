/** The order of Clojure's hash sets, by what its REPL prints. */

import test from 'ava';
import { compareInHashOrder } from '../../../../harness/checkers/kafka/hash-order.js';

for (const [title, printed] of [
  ['#{1 2 3 4} prints as #{1 4 3 2}', [1, 4, 3, 2]],
  ['(set (range 10)) prints as #{0 7 1 4 6 3 2 9 5 8}', [0, 7, 1, 4, 6, 3, 2, 9, 5, 8]],
] as const) {
  test(title, (t) => {
    t.deepEqual([...printed].toSorted(compareInHashOrder), [...printed]);
    t.deepEqual([...printed].toReversed().toSorted(compareInHashOrder), [...printed]);
  });
}

test('any JSON has a place, and the same one whatever the order was before', (t) => {
  const values = ['b', 'a', '', null, true, { a: 1 }, [1], 2 ** 40, -(2 ** 40), -1, 0, 1.5];
  const sorted = values.toSorted(compareInHashOrder);
  t.deepEqual(values.toReversed().toSorted(compareInHashOrder), sorted);
  t.deepEqual([...values.slice(5), ...values.slice(0, 5)].toSorted(compareInHashOrder), sorted);
});
