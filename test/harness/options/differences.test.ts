import test from 'ava';
import { optionDifferences } from '../../../harness/options/differences.js';

test('options that differ are told, those without effect on a run are not', (t) => {
  const left = { seed: 1, store: 'a', nodes: ['n1'], bin: 'x.js', rate: 5 };
  const right = { seed: 2, store: 'b', nodes: ['n1'], rate: 5, configure: { fanout: 3 } };
  t.deepEqual(optionDifferences(left, right), [
    { name: 'seed', left: 1, right: 2 },
    { name: 'bin', left: 'x.js' },
    { name: 'configure', right: { fanout: 3 } },
  ]);
  t.deepEqual(optionDifferences(left, left), []);
});

test('where one of them says nothing, nobody knows', (t) => {
  t.is(optionDifferences({}, { seed: 1 }), undefined);
});
