/** Consistency models: what each prohibits, and which of them an anomaly disproves. */

import test from 'ava';
import {
  implied,
  isCheckable,
  MODEL_NAMES,
  prohibited,
  ruledOut,
} from '../../../../harness/checkers/transactions/models.js';

for (const [anomaly, not] of [
  ['duplicate-elements', ['read-uncommitted']],
  ['garbage-read', ['read-uncommitted']],
  ['cyclic-versions', ['read-uncommitted']],
  ['G0', ['read-uncommitted']],
  ['G1a', ['read-committed']],
  ['G1b', ['read-committed']],
  ['G1c', ['read-committed']],
  ['dirty-update', ['read-committed']],
  ['future-read', ['read-committed']],
  ['incompatible-order', ['read-committed']],
  ['internal', ['read-atomic']],
  ['lost-update', ['cursor-stability', 'update-atomic']],
  ['G-single-item', ['consistent-view', 'repeatable-read']],
  ['G-nonadjacent-item', ['repeatable-read', 'snapshot-isolation']],
  ['G2-item', ['repeatable-read']],
  ['G0-process', ['strong-session-read-uncommitted']],
  ['G1c-process', ['strong-session-read-committed']],
  ['G-single-item-process', ['strong-session-snapshot-isolation']],
  ['G-nonadjacent-item-process', ['strong-session-snapshot-isolation']],
  ['G2-item-process', ['strong-session-serializable']],
  ['G0-realtime', ['strong-read-uncommitted']],
  ['G1c-realtime', ['strong-read-committed']],
  ['G-single-item-realtime', ['strong-snapshot-isolation']],
  ['G2-item-realtime', ['strong-serializable']],
] as const) {
  test(`${anomaly}: the weakest models that it disproves are ${not.join(' and ')}`, (t) => {
    const found = ruledOut([anomaly]);
    t.deepEqual(found.not, [...not]);
    t.true([...not, ...found.alsoNot].includes('strong-serializable'));
    t.deepEqual(found.alsoNot, found.alsoNot.toSorted());
  });
}

test('nothing is disproved by nothing, nor by what leaves the question open', (t) => {
  t.deepEqual(ruledOut([]), { not: [], alsoNot: [] });
  t.deepEqual(ruledOut(['cycle-search-timeout', 'empty-transaction-graph']), { not: [], alsoNot: [] });
});

/** Beside those of read-committed and read-uncommitted, which all the others include. */
for (const [model, anomalies] of [
  ['monotonic-view', ''],
  ['monotonic-snapshot-read', ''],
  ['monotonic-atomic-view', ''],
  ['cursor-stability', 'lost-update'],
  ['read-atomic', 'internal'],
  ['causal-cerone', 'internal'],
  ['prefix', 'internal'],
  ['update-atomic', 'internal lost-update'],
  ['parallel-snapshot-isolation', 'internal lost-update'],
  ['consistent-view', 'G-single-item lost-update'],
  ['forward-consistent-view', 'G-single-item lost-update'],
  ['update-serializable', 'G-single-item lost-update'],
  ['repeatable-read', 'G-nonadjacent-item G-single-item G2-item PL-2.99-cycle-exists lost-update'],
  ['snapshot-isolation', 'G-nonadjacent-item G-single-item PL-SI-cycle-exists internal lost-update'],
  [
    'serializable',
    'G-nonadjacent-item G-single-item G2-item PL-2.99-cycle-exists PL-3-cycle-exists PL-SI-cycle-exists internal lost-update',
  ],
  [
    'strong-session-read-committed',
    'G0-process G1c-process strong-session-PL-1-cycle-exists strong-session-PL-2-cycle-exists',
  ],
] as const) {
  test(`${model} prohibits beyond read-committed: ${anomalies === '' ? 'nothing' : anomalies}`, (t) => {
    const base = prohibited(['read-committed']);
    const more = [...prohibited([model])].filter((type) => !base.has(type)).toSorted();
    t.is(more.join(' '), anomalies);
    t.true([...base].every((type) => prohibited([model]).has(type)));
  });
}

test('read-committed prohibits what read-uncommitted does, and reads of what is not committed', (t) => {
  t.deepEqual([...prohibited(['read-uncommitted'])].toSorted(), [
    'G0',
    'PL-1-cycle-exists',
    'cyclic-versions',
    'duplicate-elements',
    'garbage-read',
  ]);
  const more = [...prohibited(['read-committed'])].filter(
    (type) => !prohibited(['read-uncommitted']).has(type),
  );
  t.deepEqual(more.toSorted(), [
    'G1a',
    'G1b',
    'G1c',
    'PL-2-cycle-exists',
    'dirty-update',
    'future-read',
    'incompatible-order',
  ]);
});

test('strict serializability prohibits all there is', (t) => {
  const all = prohibited(['strict-serializable']);
  for (const name of MODEL_NAMES)
    for (const type of prohibited([name])) t.true(all.has(type), `${name}: ${type}`);
  t.is(all.size, 38);
});

test('several models prohibit what any of them does; a name by any other alias is the same', (t) => {
  const both = new Set([...prohibited(['repeatable-read']), ...prohibited(['read-atomic'])]);
  t.deepEqual([...prohibited(['repeatable-read', 'read-atomic'])].toSorted(), [...both].toSorted());

  for (const [alias, name] of [
    ['PL-1', 'read-uncommitted'],
    ['PL-2', 'read-committed'],
    ['PL-2+', 'consistent-view'],
    ['PL-2.99', 'repeatable-read'],
    ['PL-SI', 'snapshot-isolation'],
    ['PL-3', 'serializable'],
    ['conflict-serializable', 'serializable'],
    ['PL-SS', 'strict-serializable'],
    ['strong-serializable', 'strict-serializable'],
  ] as const)
    t.deepEqual(prohibited([alias]), prohibited([name]));
});

test('models that no anomaly here could disprove are accepted, and prohibit nothing', (t) => {
  t.deepEqual(prohibited(['linearizable', 'causal', '1SR']), new Set());
  t.false(isCheckable('linearizable'));
  t.true(isCheckable('strict-serializable'));
  t.true(
    ['linearizable', 'PL-3', 'strict-serializable', 'prefix'].every((name) => MODEL_NAMES.includes(name)),
  );
  t.deepEqual(MODEL_NAMES, MODEL_NAMES.toSorted());
});

test('what an anomaly implies: weaker ones of its kind, and those with edges of sessions and the clock', (t) => {
  t.deepEqual(
    implied(['G0']),
    new Set(['G0', 'G1c', 'G0-process', 'G1c-process', 'G0-realtime', 'G1c-realtime']),
  );
  t.true(implied(['G-single-item']).has('G2-item-realtime'));
  t.false(implied(['G2-item']).has('G-nonadjacent-item'));
  t.false(implied(['G1c']).has('G2-item'));
  t.true(implied(['lost-update']).has('G2-item'));
});
