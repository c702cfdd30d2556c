/** The checkers against all orders: tiny histories, each tried in every order in which its transactions may have happened. */

import test from 'ava';
import * as fc from 'fast-check';
import { listAppend, rwRegister } from '../../../../harness/checkers/index.js';
import { type History, pairs } from '../../../../harness/operations/history.js';
import type { MicroOperation } from '../../../../harness/workloads/transactions.js';
import { concurrent } from './txns.js';
import { apply, execute, interleaved, serial, snapshot, stale, type Values, type Write } from './executor.js';

interface Candidate {
  readonly micros: readonly MicroOperation[];
  readonly certain: boolean;
  readonly begin: number;
  readonly end: number;
}

/** Whether some order of the transactions explains all that was read. */
function hasOrder(history: History, inRealtime: boolean): boolean {
  const candidates = pairs(history)
    .filter(({ completion }) => completion?.type !== 'fail')
    .map(({ invoke, completion }): Candidate => ({
      micros: (completion?.type === 'ok' ? completion : invoke).value as MicroOperation[],
      certain: completion?.type === 'ok',
      begin: invoke.index,
      end: completion?.type === 'ok' ? completion.index : Infinity,
    }));
  const search = (left: readonly Candidate[], values: Values): boolean => {
    if (left.every(({ certain }) => !certain)) return true;
    return left.some((candidate) => {
      const others = left.filter((each) => each !== candidate);
      if (inRealtime && others.some((each) => each.end < candidate.begin)) return false;
      const after = new Map(values);
      const shown = candidate.micros.map((micro) => apply(after, micro));
      // What is not certain shows nothing that could be wrong.
      if (candidate.certain && JSON.stringify(shown) !== JSON.stringify(candidate.micros)) return false;
      return search(others, after);
    });
  };
  return search(candidates, new Map());
}

/** A short history of a store that is not serializable, perhaps with a read changed, and at last all that is there. */
function tiny(seed: number, write: Write, damage: number): History {
  const store = [interleaved, () => snapshot(false), () => snapshot(true), stale][seed % 4];
  const run = {
    seed,
    write,
    store: store ?? interleaved,
    count: 5,
    processes: 3,
    keys: 2,
    maxLength: 3,
    unknown: 0.1,
  };
  const history = execute(run);
  if (damage === 0) return history;
  return withReadChanged(history, damage, shorten);
}

type Change = (micro: readonly unknown[]) => readonly unknown[];

/** The history with one of its reads, counted round and round, changed. */
function withReadChanged(history: History, which: number, change: Change): History {
  const reads = history.flatMap(({ type, value, index }) =>
    type === 'ok'
      ? (value as MicroOperation[]).flatMap(([f], micro) => (f === 'r' ? [{ index, micro }] : []))
      : [],
  );
  const hit = reads[which % Math.max(1, reads.length)];
  return history.map((operation) =>
    operation.index !== hit?.index
      ? operation
      : {
          ...operation,
          value: (operation.value as MicroOperation[]).map((each, micro) =>
            micro === hit.micro ? change(each) : each,
          ),
        },
  );
}

/** A short history of a store without fault, in which one read shows null instead. */
function withNullRead(seed: number, write: Write): History {
  const run = { seed, write, store: serial, count: 5, processes: 3, keys: 1, maxLength: 4, unknown: 0.2 };
  return withReadChanged(execute(run), seed, ([f, key]) => [f, key, null]);
}

function shorten([f, key, value]: readonly unknown[]): unknown[] {
  if (Array.isArray(value)) return [f, key, value.length > 1 ? value.slice(0, -1) : null];
  return [f, key, null];
}

/** Ends with a transaction that reads every key as its appends and reads say it must be, if they agree. */
function withFinalReads(history: History): History {
  const longest = new Map<number, unknown[]>();
  const appended = new Map<number, unknown[]>();
  for (const { invoke, completion } of pairs(history)) {
    if (completion?.type === 'fail') continue;
    for (const [f, key, value] of (completion?.type === 'ok' ? completion : invoke)
      .value as MicroOperation[]) {
      if (f !== 'r') appended.set(key, [...(appended.get(key) ?? []), value]);
      else if (Array.isArray(value) && value.length > (longest.get(key)?.length ?? 0))
        longest.set(key, value);
    }
  }
  const value = [...appended].map(([key, elements]) => {
    const seen = longest.get(key) ?? [];
    return ['r', key, [...seen, ...elements.filter((element) => !seen.includes(element))]];
  });
  const [index, time] = [history.length, (history.length + 1) * 1e6];
  return [
    ...history,
    { index, time, type: 'invoke', process: 99, f: 'txn', value: value.map(([f, key]) => [f, key, null]) },
    { index: index + 1, time: time + 1, type: 'ok', process: 99, f: 'txn', value },
  ];
}

const seeds = fc.tuple(fc.nat(1e6), fc.nat(3));

for (const [write, check] of [
  ['append', listAppend],
  ['w', rwRegister],
] as const) {
  for (const [model, inRealtime] of [
    ['serializable', false],
    ['strict-serializable', true],
  ] as const) {
    test(`${write}: where the verdict is not ${model}, no order explains the reads`, (t) => {
      let invalid = 0;
      fc.assert(
        fc.property(seeds, ([seed, damage]) => {
          const history = tiny(seed, write, damage);
          if (check(history, { models: [model] }).valid !== false) return true;
          invalid++;
          return !hasOrder(history, inRealtime);
        }),
        { numRuns: 1000, seed: 1 },
      );
      t.true(invalid > 100, `${invalid} were invalid`);
    });
  }
}

for (const [model, inRealtime] of [
  ['serializable', false],
  ['strict-serializable', true],
] as const) {
  test(`append: once every list was read to its end, the verdict is ${model} if and only if an order explains all`, (t) => {
    const verdicts = { true: 0, false: 0, unknown: 0 };
    fc.assert(
      fc.property(seeds, ([seed, damage]) => {
        const history = withFinalReads(tiny(seed, 'append', damage));
        const { valid } = listAppend(history, { models: [model] });
        verdicts[`${valid}`]++;
        return valid === 'unknown' || valid === hasOrder(history, inRealtime);
      }),
      { numRuns: 1000, seed: 2 },
    );
    t.true(verdicts.true > 100 && verdicts.false > 100, JSON.stringify(verdicts));
  });
}

// Of lists, stronger models find the same by a cycle, with quirks or without.
for (const [write, check, model] of [
  ['append', listAppend, 'read-atomic'],
  ['w', rwRegister, 'strict-serializable'],
] as const) {
  test(`${write}: a read of null is reported under ${model} only if no order explains it, also one that the quirks pass`, (t) => {
    const caught = { always: 0, 'not with quirks': 0 };
    const models = [model];
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const history = withNullRead(seed, write);
        if (check(history, { models }).valid !== false) return true;
        const quirky = check(history, { models, quirks: true }).valid;
        caught[quirky === false ? 'always' : 'not with quirks']++;
        return !hasOrder(history, true);
      }),
      { numRuns: 1000, seed: 3 },
    );
    t.true(caught.always > 50 && caught['not with quirks'] > 5, JSON.stringify(caught));
  });
}

/** A read and a later write of a key, with any values; each value is written once. */
const updates = fc
  .tuple(
    fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 2 }),
    fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }),
  )
  .chain(([written, read]) =>
    fc.tuple(
      fc.constant(written.map((value, i) => ({ read: (read[i] ?? 0) + 1, value }))),
      fc.array(fc.constantFrom('ok', 'ok', 'ok', 'info', 'fail'), { minLength: 5, maxLength: 5 }),
    ),
  );

test('cyclic-versions is reported if and only if transactions that happened read and wrote values in a circle', (t) => {
  const seen = { cyclic: 0, straight: 0 };
  fc.assert(
    fc.property(updates, ([all, types]) => {
      const rows = all.map(({ read, value }, i) => [types[i] ?? 'ok', `r x ${read}, w x ${value}`] as const);
      const { 'anomaly-types': found = [] } = rwRegister(concurrent(...rows), {
        models: ['read-uncommitted'],
      });
      const before = new Map(all.filter((_, i) => types[i] === 'ok').map(({ read, value }) => [value, read]));
      const circular = [...before.keys()].some((value) => {
        let at = before.get(value);
        for (let steps = 0; at !== undefined && at !== value && steps < 5; steps++) at = before.get(at);
        return at === value && before.get(value) !== value;
      });
      seen[circular ? 'cyclic' : 'straight']++;
      return (found as string[]).includes('cyclic-versions') === circular;
    }),
    { numRuns: 1000, seed: 4 },
  );
  t.true(seen.cyclic > 30 && seen.straight > 30, JSON.stringify(seen));
});
