/** Plans are read and written, and each error names its line. */

import test from 'ava';
import { parsePlan, printPlan, readPlan } from '../../../harness/plan/plan-file.js';
import { messageNamed, messageText } from '../../../harness/plan/run-plan.js';

const HEAD = 'options: {workload: broadcast, node-count: 3, concurrency: 3n}\n';

test('what is written by hand is read', (t) => {
  const plan = parsePlan(
    `${HEAD}operations:
  - {at: 0.5, worker: 2, f: broadcast, value: 7}
faults:
  - {at: 1, do: partition n0 | n1 n2}
exceptions:
  - {message: n0->n1 gossip 3, delay: 900.5}
  - {message: 'n0 -> n1 two words 1', lost: true}
`,
    'p.yaml',
  );
  t.deepEqual(plan.operations, [{ at: 0.5, worker: 2, f: 'broadcast', value: 7 }]);
  t.deepEqual(plan.faults, [{ at: 1, do: 'partition n0 | n1 n2' }]);
  t.deepEqual(plan.exceptions, [
    { message: { src: 'n0', dest: 'n1', type: 'gossip', nth: 3 }, fate: { delay: 900_500_000 } },
    { message: { src: 'n0', dest: 'n1', type: 'two words', nth: 1 }, fate: { lost: true } },
  ]);
  t.deepEqual(parsePlan(printPlan(plan), 'again.yaml'), plan);
});

test('the name of a message is written as it is read', (t) => {
  const name = { src: 'n1', dest: 'lin-kv', type: 'read', nth: 12 };
  t.is(messageText(name), 'n1->lin-kv read 12');
  t.deepEqual(messageNamed(messageText(name)), name);
  for (const text of ['n1->n2 gossip', 'n1 n2 gossip 3', 'n1->n2 gossip 0', 'n1->n2 3', ''])
    t.is(messageNamed(text), undefined);
});

const WRONG: readonly (readonly [what: string, text: string, error: RegExp])[] = [
  ['an option that draws', 'options: {loss: 0.1}', /p\.yaml:1: options\.loss: a plan draws nothing/],
  ['an unknown option', 'options: {lose: 0.1}', /p\.yaml:1: options\.lose: there is no such option/],
  [
    'a worker that is none',
    `${HEAD}operations:\n  - {at: 1, worker: 9, f: read, value: null}`,
    /p\.yaml:3: operations\[0\]\.worker: expected a worker from 0 to 8 \(concurrency 3n\), got 9/,
  ],
  [
    'a time that is none',
    `${HEAD}operations:\n  - {at: soon, worker: 0, f: read}`,
    /expected seconds, got "soon"/,
  ],
  [
    'a node that is none',
    `${HEAD}faults:\n  - {at: 1, do: kill n7}`,
    /p\.yaml:3: faults\[0\]\.do: there is no node n7/,
  ],
  [
    'a message that is none',
    `${HEAD}exceptions:\n  - {message: gossip 4, lost: true}`,
    /p\.yaml:3: exceptions\[0\]\.message: expected a link, a type and a number/,
  ],
  [
    'an unknown field',
    `${HEAD}exceptions:\n  - {message: n0->n1 a 1, los: true}`,
    /exceptions\[0\]\.los: there is no such field/,
  ],
  ['no options', 'operations: []', /options: expected a map of options/],
];

for (const [what, text, error] of WRONG) {
  test(`${what} is refused`, (t) => {
    t.throws(() => parsePlan(text, 'p.yaml'), { name: 'FixtureError', message: error });
  });
}

test('a plan that is not there is wrong usage', (t) => {
  t.throws(() => readPlan('/nowhere/plan.yaml'), {
    name: 'UsageError',
    message: /the plan \/nowhere\/plan\.yaml cannot be read/,
  });
});
