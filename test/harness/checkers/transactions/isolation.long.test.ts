/** The checkers on histories of stores whose isolation is known: no store that keeps a promise is accused of breaking it. */

import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import {
  type IsolationOptions,
  listAppend,
  type IsolationResult,
  rwRegister,
} from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';
import { dirty, execute, interleaved, type Run, serial, snapshot, stale, type Write } from './executor.js';

type Check = (history: History, options: IsolationOptions) => IsolationResult;

const CHECKERS: readonly (readonly [Write, Check])[] = [
  ['append', listAppend],
  ['w', rwRegister],
];

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** The types that some of the seeds show under a model. */
function typesFound(check: Check, model: string, run: Omit<Run, 'seed'>): Set<string> {
  const all = SEEDS.map((seed) => check(execute({ ...run, seed }), { models: [model] }));
  return new Set(all.flatMap((result) => (result['anomaly-types'] ?? []) as string[]));
}

/** A run without any transaction that may be judged says nothing; most must say something. */
function neverAccused(t: ExecutionContext, check: Check, model: string, run: Omit<Run, 'seed'>): void {
  let valid = 0;
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const result = check(execute({ ...run, seed }), { models: [model] });
      if (result.valid === true) valid++;
      else t.deepEqual(result['anomaly-types'], ['empty-transaction-graph']);
    }),
    { numRuns: 150 },
  );
  t.true(valid > 100, `${valid} of 150 were judged`);
}

for (const [write, check] of CHECKERS) {
  test(`${write}: transactions that happen at one moment are strict serializable, whatever fails or gets lost`, (t) => {
    neverAccused(t, check, 'strict-serializable', { write, store: (random) => serial(random) });
    neverAccused(t, check, 'strict-serializable', {
      write,
      store: (random) => serial(random, 0.2),
      unknown: 0.2,
    });
  });

  test(`${write}: transactions that see a snapshot and abort on conflicts are snapshot isolated`, (t) => {
    neverAccused(t, check, 'strong-snapshot-isolation', { write, store: () => snapshot(true) });
    neverAccused(t, check, 'snapshot-isolation', { write, store: () => snapshot(true), unknown: 0.1 });
  });

  test(`${write}: snapshot isolation allows write skew, which is found, and nothing else`, (t) => {
    const run = { write, store: () => snapshot(true), count: 60, maxLength: 6 };
    t.deepEqual(typesFound(check, 'serializable', run), new Set(['G2-item']));
    const strict = typesFound(check, 'strict-serializable', run);
    t.true(strict.has('G2-item'));
    t.true(
      [...strict].every((type) => /^G2-item(-realtime)?$/.test(type)),
      [...strict].join(' '),
    );
  });

  test(`${write}: without a look at conflicts updates get lost`, (t) => {
    const run = { write, store: () => snapshot(false) };
    t.true(typesFound(check, 'snapshot-isolation', run).has('lost-update'));
    t.true(typesFound(check, 'cursor-stability', run).has('lost-update'));
  });

  test(`${write}: reads of what was aborted are found, with who wrote it`, (t) => {
    const run = { write, store: dirty };
    t.true(typesFound(check, 'read-committed', run).has('G1a'));
    t.deepEqual(typesFound(check, 'read-uncommitted', run), new Set());
    const all = SEEDS.map((seed) => check(execute({ ...run, seed }), { models: ['read-committed'] }));
    const example = all.map(({ anomalies }) => (anomalies as Record<string, unknown[]>)?.['G1a']?.[0]);
    t.like(
      example.find((each) => each !== undefined),
      { op: { type: 'ok' }, writer: { type: 'fail' } },
    );
  });

  test(`${write}: stale reads are serializable but not in real time`, (t) => {
    const run = { write, store: stale };
    neverAccused(t, check, 'serializable', run);
    const strict = typesFound(check, 'strict-serializable', run);
    t.true(strict.has('G-single-item-realtime'));
    t.true(
      [...strict].every((type) => type.endsWith('-realtime')),
      [...strict].join(' '),
    );
    const session = typesFound(check, 'strong-session-serializable', run);
    t.true(session.has('G-single-item-process'));
    t.true(
      [...session].every((type) => type.endsWith('-process')),
      [...session].join(' '),
    );
  });

  test(`${write}: transactions that interleave show what is between`, (t) => {
    const found = typesFound(check, 'serializable', { write, store: interleaved });
    for (const type of ['G1b', 'internal', 'G1c', 'lost-update']) t.true(found.has(type), type);
    if (write === 'append') t.true(found.has('G0'));
  });
}

test('a stronger model never accepts what a weaker one rejects', (t) => {
  const chain = [
    'read-uncommitted',
    'read-committed',
    'snapshot-isolation',
    'serializable',
    'strict-serializable',
  ];
  for (const [write, check] of CHECKERS) {
    for (const seed of SEEDS) {
      const history = execute({ seed, write, store: interleaved, unknown: 0.1 });
      const valid = chain.map((model) => check(history, { models: [model] }).valid === false);
      t.deepEqual(valid, valid.toSorted(), `${write}, seed ${seed}`);
    }
  }
});
