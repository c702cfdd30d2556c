/** What a node finds in its environment. */

import test from 'ava';
import { environmentOf } from '../../../../router/hosts/virtual/environment.js';

test('runtimes are made repeatable, unless the user says otherwise', (t) => {
  t.true(environmentOf({}).includes('GOMAXPROCS=1'));
  const given = environmentOf({ GOMAXPROCS: '4', Z: 'last', A: undefined });
  t.true(given.includes('GOMAXPROCS=4'));
  t.false(given.some((each) => each.startsWith('A=')));
  t.deepEqual(given, given.toSorted());
});
