import test from 'ava';
import { Slices } from '../../../harness/serve/slices.js';

test('however long a run, it has a bounded number of slices, and nothing is lost', (t) => {
  const slices = new Slices<number>(
    100,
    () => 0,
    (a, b) => a + b,
  );
  for (let i = 0; i < 100_000; i++) slices.add(i * 1e9, (count) => count + 1);
  for (const odd of [-1, NaN, Infinity, 1e300]) slices.add(odd, (count) => count + 1);
  const list = slices.list();
  t.true(list.length <= 200);
  t.is(
    list.reduce((sum, { value }) => sum + value, 0),
    100_000,
  );
});
