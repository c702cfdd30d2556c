import test from 'ava';
import { ago } from '../../../../harness/serve/runs/ago.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

test('a time is as long ago as whole units say', (t) => {
  const table: readonly (readonly [number, string])[] = [
    [-HOUR, 'just now'],
    [4 * SECOND, 'just now'],
    [59 * SECOND, '59 s ago'],
    [180 * SECOND, '3 min ago'],
    [HOUR - 1, '59 min ago'],
    [23 * HOUR, '23 h ago'],
    [24 * HOUR, '1 day ago'],
    [100 * 24 * HOUR, '100 days ago'],
  ];
  for (const [past, words] of table) t.is(ago(1e12 - past, 1e12), words);
});
