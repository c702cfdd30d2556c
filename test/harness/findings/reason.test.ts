import test from 'ava';
import { reasonOf } from '../../../harness/findings/reason.js';
import { neverSucceeded, summaryOf } from './summaries.js';

const explained = (kind: 'lost' | 'late', value: number): object => ({
  kind,
  value,
  text: `value ${value} is ${kind}\nand more`,
  messages: [],
  operations: [],
});

test('a valid run needs no reason, whatever came late', (t) => {
  t.is(reasonOf(summaryOf({ valid: true, explanations: [explained('late', 1)] })), undefined);
  t.is(reasonOf(summaryOf({ valid: false, explanations: [explained('late', 1)] })), undefined);
});

test('the first finding is the reason, with the number of lost values', (t) => {
  const explanations = [explained('late', 1), explained('lost', 2)];
  const workload = { valid: false, 'lost-count': 3, 'stable-count': 0 };
  t.is(reasonOf(summaryOf({ valid: false, explanations, workload })), '3 values are lost: value 2 is lost');
  t.is(
    reasonOf(summaryOf({ valid: false, explanations, workload: { ...workload, 'lost-count': 1 } })),
    'value 2 is lost',
  );
  t.is(reasonOf(summaryOf({ valid: false, stats: neverSucceeded('read') })), 'no read ever succeeded');
});

test('what a node did wrong is said without its cure, also of a valid run in which it crashed', (t) => {
  const diagnostics = [
    {
      node: 'n1',
      kind: 'crashed',
      count: 1,
      first: [{ node: 'n1', kind: 'crashed', what: 'n1 ended by itself' }],
    },
  ];
  const summary = summaryOf({ valid: true, diagnostics });
  const [diagnosis] = summary.diagnoses;
  t.truthy(diagnosis?.cure);
  t.is(reasonOf(summary), diagnosis?.what);
});
