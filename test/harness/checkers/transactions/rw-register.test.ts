/** Transactions over registers: each anomaly by itself, what it shows, and what histories the checker cannot use. */

import test from 'ava';
import { type IsolationResult, rwRegister } from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';
import { concurrent, successive } from './txns.js';

function check(all: History, model = 'serializable', quirks = false): IsolationResult {
  return rwRegister(all, { models: [model], quirks });
}

function first(result: IsolationResult, type: string): unknown {
  return (result['anomalies'] as Record<string, unknown[]>)[type]?.[0];
}

const FINE = { valid: true, 'anomaly-types': [], anomalies: {} };

for (const [type, txns, example] of [
  ['G1a', [['fail', 'w x 1'], 'r x 1'], { mop: ['r', 'x', 1], op: { index: 3 }, writer: { index: 2 } }],
  ['G1b', ['w x 1, w x 2', 'r x 1'], { mop: ['r', 'x', 1], writer: { index: 2 } }],
  ['G1b', [['info', 'w x 1, w x 2'], 'r x 1'], { writer: { type: 'info' } }],
  ['internal', ['w x 1', 'w x 2, r x 1'], { mop: ['r', 'x', 1], expected: 2 }],
  ['internal', ['w x 1', 'w x 2, r x'], { mop: ['r', 'x', null], expected: 2 }],
  ['internal', ['w x 1', 'w x 2', 'r x 1, r x 2'], { mop: ['r', 'x', 2], expected: 1 }],
  ['internal', ['w x 1', 'r x, r x 1'], { mop: ['r', 'x', 1], expected: null }],
  ['internal', ['w x 1', 'r x 1, r x'], { mop: ['r', 'x', null], expected: 1 }],
  ['lost-update', ['w x 1', 'r x 1, w x 2', 'r x 1, w x 3'], { key: 'x', value: 1 }],
  ['lost-update', ['r x, w x 2', 'r x, w x 3'], { key: 'x', value: null }],
  [
    'cyclic-versions',
    ['r x 2, w x 1', 'r x 1, w x 2'],
    { key: 'x', scc: [1, 2], sources: ['initial-state', 'wfr-keys'] },
  ],
  [
    'G1c',
    ['w x 1, r y 1', 'w y 1, r x 1'],
    {
      steps: [
        { type: 'wr', key: 'x' },
        { type: 'wr', key: 'y' },
      ],
    },
  ],
] as const) {
  test(`registers, ${type}: ${JSON.stringify(txns)}`, (t) => {
    const result = check(concurrent(...txns));
    t.false(result.valid);
    t.true((result['anomaly-types'] as string[]).includes(type));
    t.like(first(result, type), example);
  });
}

for (const [why, txns] of [
  ['a read of what may have been written', [['info', 'w x 1'], 'r x 1', 'r x', 'w y 1', 'r y 1']],
  ['a read of what is still open', [['invoke', 'w x 1'], 'r x 1', 'w y 1', 'r y 1']],
  ['writes that nobody read first come in any order', ['w x 1', 'w x 2', 'r x 1', 'r x 2', 'r x 1']],
  ['a register that stays unset while others write', ['r x, r y, r x', 'w x 1', 'r x 1']],
  ['what is read back is what was written after unset', ['r x, w x 1, r x 1', 'r x 1']],
  ['one that may have happened, and is seen nowhere', [['info', 'w x 1, w y 1'], 'r x', 'w z 1', 'r z 1']],
  ['a transaction sees its own writes', ['w x 1, r x 1, w x 2, r x 2', 'r x 2']],
  ['only its first access tells what it found', ['w x 1', 'w x 2, r x 2', 'r x 1']],
  ['one that failed and is seen nowhere', [['fail', 'w x 1'], 'w x 2', 'r x 2']],
  ['only one of two who read the same wrote', ['w x 1', 'r x 1, w x 2', 'r x 1']],
] as const) {
  test(`registers that are fine: ${why}`, (t) => {
    t.deepEqual(check(concurrent(...txns)), FINE);
  });
}

for (const [type, txns, text] of [
  ['G1a', [['fail', 'w x 1'], 'r x 1'], 'operation 3 read key "x" as 1; operation 2 wrote that, and failed'],
  [
    'G1b',
    ['w x 1, w x 2', 'r x 1'],
    'operation 3 read key "x" as 1; operation 2 wrote that, and then something else',
  ],
  [
    'internal',
    ['w x 1', 'w x 2, r x 1'],
    'operation 3 read key "x" as 1, where its own reads and writes leave 2',
  ],
  [
    'cyclic-versions',
    ['r x 2, w x 1', 'r x 1, w x 2'],
    'of key "x" each of the values 1, 2 was written by a transaction that had read another of them',
  ],
] as const) {
  test(`registers, ${type} in words: ${text}`, (t) => {
    t.is((first(check(concurrent(...txns)), type) as { text: string }).text, text);
  });
}

test('write skew in words', (t) => {
  const result = check(concurrent('r x, w y 1', 'r y, w x 1'));
  t.is(
    (first(result, 'G2-item') as { text: string }).text,
    [
      'T1 = operation 2 of process 0: [["r","x",null],["w","y",1]]',
      'T2 = operation 3 of process 1: [["r","y",null],["w","x",1]]',
      'T1 before T2: T1 found key "x" unset, before T2 wrote 1.',
      'T2 before T1: T2 found key "y" unset, before T1 wrote 1.',
      'So T1 would have to come before itself (G2-item).',
    ].join('\n'),
  );
  t.deepEqual(check(concurrent('r x, w y 1', 'r y, w x 1'), 'snapshot-isolation'), FINE);
});

test('read skew in words: the version order comes from who read what it overwrote', (t) => {
  const result = check(
    concurrent('w x 1, w y 1', 'r x 1, w x 2, r y 1, w y 2', 'r x 1, r y 2'),
    'snapshot-isolation',
  );
  const found = first(result, 'G-single-item') as { text: string; steps: unknown[] };
  t.deepEqual(found.steps, [
    {
      type: 'rw',
      key: 'x',
      value: 1,
      "value'": 2,
      'a-mop-index': 0,
      'b-mop-index': 1,
      words: 'T1 read key "x" as 1, and T2 read 1 before it wrote 2',
    },
    {
      type: 'wr',
      key: 'y',
      value: 2,
      'a-mop-index': 3,
      'b-mop-index': 1,
      words: 'T2 wrote 2 to key "y", which T1 read',
    },
  ]);
  t.regex(found.text, /T1 read key "x" as 1, and T2 read 1 before it wrote 2\./);
  t.regex(found.text, /T2 wrote 2 to key "y", which T1 read\./);
});

test('a cycle of writes comes out as one of reads, beside what tells of the writes', (t) => {
  const all = concurrent('w x 1, r y 1, w y 2', 'r x 1, w x 2, w y 1');
  const result = check(all);
  t.deepEqual(result['anomaly-types'], ['G1c', 'PL-1-cycle-exists']);
  t.deepEqual(first(result, 'PL-1-cycle-exists'), {
    type: 'PL-1-cycle-exists',
    not: 'read-uncommitted',
    subgraph: ['ww'],
    scc: [2, 3],
    'scc-size': 2,
  });
  t.deepEqual(check(all, 'read-uncommitted')['anomaly-types'], ['PL-1-cycle-exists']);
});

test('a key whose versions go in a circle tells nothing of their order; other keys do', (t) => {
  const circle = ['r x 2, w x 1', 'r x 1, w x 2'];
  const skew = ['w a 1, w b 1', 'r a 1, w a 2, r b 1, w b 2', 'r a 1, r b 2'];
  t.deepEqual(check(concurrent(...circle, ...skew), 'snapshot-isolation')['anomaly-types'], [
    'G-single-item',
    'G1c',
    'cyclic-versions',
  ]);
});

test('unset comes before every value, also one that followed another of unknown origin', (t) => {
  const all = successive([0, 'r x 5, w x 6'], [1, 'r x']);
  t.deepEqual(check(all, 'strict-serializable')['anomaly-types'], ['G-single-item-realtime']);
  const chain = successive([0, 'w x 1'], [0, 'r x 1, w x 2'], [0, 'r x 2, w x 3'], [1, 'r x']);
  t.deepEqual(check(chain, 'strict-serializable')['anomaly-types'], ['G-single-item-realtime']);
});

test('what Maelstrom does not judge is listed and changes no verdict', (t) => {
  const all = concurrent('w x 1', 'r x 7', 'r y 1, w y 1', 'r x 1');
  const result = check(all);
  t.true(result.valid);
  t.like(result['unjudged'], {
    'garbage-read': [{ mop: ['r', 'x', 7] }],
    'future-read': [{ mop: ['r', 'y', 1] }],
  });
});

test('under Maelstrom’s quirks a value read after null is listed and changes no verdict', (t) => {
  const all = concurrent('w z 1', 'r z, r z 1');
  t.false(check(all).valid);
  const quirky = check(all, 'serializable', true);
  t.true(quirky.valid);
  t.like(quirky['unjudged'], { internal: [{ mop: ['r', 'z', 1], expected: null }] });
});

test('a transaction whose end is unknown happened if its write was read, so that null cannot come later', (t) => {
  for (const end of ['info', 'invoke'] as const) {
    const written = concurrent([end, 'w x 1, w y 1'], 'r x 1');
    const late = history(
      ...[...written, ...successive([7, 'r y'])].map(({ process, type, f, value }): Row => [
        process,
        type,
        f,
        value,
      ]),
    );
    t.deepEqual(check(late, 'strict-serializable')['anomaly-types'], ['G-single-item-realtime']);
    t.true(check(late).valid);
    t.true(check(late, 'strict-serializable', true).valid);
  }
});

test('cyclic-versions: what failed, and what is unknown, puts no value behind another', (t) => {
  for (const end of ['fail', 'info', 'invoke'] as const) {
    const result = check(concurrent([end, 'r x 2, w x 1'], 'r x 1, w x 2'));
    t.false(((result['anomaly-types'] ?? []) as string[]).includes('cyclic-versions'));
  }
});

test('the same value written twice leaves the verdict unknown, and says by whom', (t) => {
  const result = check(concurrent('w x 1', 'w x 1', 'r x 1'));
  t.like(result, { valid: 'unknown', key: 'x', value: 1 });
  t.regex(String(result['error']), /^value 1 was written to key "x" more than once, by operations 3 and 4: /);
  const lost = concurrent(['fail', 'w x 1'], 'w x 1', 'r x 1');
  t.is(check(lost).valid, 'unknown');
  t.deepEqual(check(lost, 'serializable', true)['anomaly-types'], ['G1a']);
});

test('a write of null leaves the verdict unknown, for a read cannot tell it from unset', (t) => {
  const all = concurrent('w x 1', 'r x 1, w x', 'r x');
  t.like(check(all), { valid: 'unknown', key: 'x', value: null });
  t.regex(String(check(all)['error']), /^operation 4 wrote null to key "x": expected another value, /);
});

test('where nothing depends on anything the verdict is unknown; under Maelstrom’s quirks it is invalid', (t) => {
  for (const all of [
    [],
    concurrent('w x 1'),
    concurrent(['info', 'w x 1'], ['fail', 'r x']),
    concurrent(['info', 'w x 1'], 'r x'),
  ]) {
    t.is(check(all).valid, 'unknown');
    t.deepEqual(check(all)['anomaly-types'], ['empty-transaction-graph']);
    t.false(check(all, 'serializable', true).valid);
  }
});

test('what is no transaction over registers is told', (t) => {
  t.regex(String(check(concurrent('append x 1'))['error']), /expected a list of .* and \["w", key, value\]/);
});
