/** A history with nothing to judge has no verdict, and what is not judged is reported. */

import test from 'ava';
import { coverage } from '../../../harness/verdict/coverage.js';
import { WORKLOADS, workloadNamed } from '../../../harness/workloads/index.js';
import { history, type Row } from '../checkers/operations.js';

const NEMESIS: Row = ['nemesis', 'info', 'start-partition', 'majority'];

for (const workload of WORKLOADS) {
  const [f = ''] = Object.keys(workload.functions);

  test(`${workload.name}: no operation, none of a client, none of its own or none that ended is unknown`, (t) => {
    t.regex(coverage([], workload).error ?? '', /^nothing to judge: no operation was made \(/);
    t.regex(
      coverage(history(NEMESIS, NEMESIS), workload).error ?? '',
      /by a client \(the history has 2 of the nemesis\)/,
    );
    const foreign = coverage(history([0, 'invoke', 'acquire'], [0, 'ok', 'acquire']), workload);
    t.is(foreign.valid, 'unknown');
    t.true(
      foreign.error?.startsWith(
        `nothing to judge: the history has 1 operation (acquire 1); ${workload.name} judges ${f}`,
      ),
      foreign.error,
    );
    const open = coverage(history([0, 'invoke', f, [0, [1, 2]]]), { ...workload, unfit: () => [] });
    t.is(open.error, `nothing to judge: none of 1 operation (${f} 1) was completed`);
  });
}

test('a function that the workload does not know is reported beside those that it knows', (t) => {
  const all = history(
    [0, 'invoke', 'generate'],
    [0, 'ok', 'generate', 1],
    [0, 'invoke', 'revoke', 1],
    [0, 'ok', 'revoke', 1],
  );
  t.like(coverage(all, workloadNamed('unique-ids')), {
    valid: 'unknown',
    'operation-count': 2,
    'judged-count': 1,
    unjudged: { revoke: 1 },
    error:
      'not judged: 1 operation (revoke 1) of 2; unique-ids judges generate, with values of this form ' +
      '(generate: nothing, answered by the id)',
  });
});

test('if all is judged there is nothing to say', (t) => {
  const all = history(
    NEMESIS,
    [0, 'invoke', 'generate'],
    [0, 'ok', 'generate', 1],
    [1, 'invoke', 'generate'],
  );
  t.deepEqual(coverage(all, workloadNamed('unique-ids')), {
    valid: true,
    'operation-count': 2,
    'judged-count': 2,
    unjudged: {},
  });
});

test('a counter is judged by its final reads alone', (t) => {
  const rows: Row[] = [
    [0, 'invoke', 'add', 1],
    [0, 'ok', 'add', 1],
    [0, 'invoke', 'read'],
    [0, 'ok', 'read', 7],
  ];
  const counter = workloadNamed('pn-counter');
  t.regex(coverage(history(...rows), counter).error ?? '', /has no final read that succeeded/);
  const final: Row[] = [
    [0, 'invoke', 'read', null, { 'final?': true }],
    [0, 'ok', 'read', 1, { 'final?': true }],
  ];
  t.true(coverage(history(...rows, ...final), counter).valid);
});

for (const [name, rows] of [
  [
    'g-set',
    [
      [0, 'invoke', 'read'],
      [0, 'ok', 'read', 5],
    ],
  ],
  [
    'kafka',
    [
      [0, 'invoke', 'send', 5],
      [0, 'ok', 'send', 5],
    ],
  ],
  [
    'lin-kv',
    [
      [0, 'invoke', 'read', [1, null]],
      [0, 'ok', 'read', [1, 2]],
      [0, 'invoke', 'write', 5],
    ],
  ],
] as const satisfies readonly (readonly [string, readonly Row[]])[]) {
  test(`${name}: a value of another form is not judged`, (t) => {
    const found = coverage(history(...rows), workloadNamed(name));
    t.is(found.valid, 'unknown');
    t.is(Object.values(found.unjudged)[0], 1);
  });
}
