/** The checker of linearizability against the definition, and laws that any such checker must obey. */

import test from 'ava';
import * as fc from 'fast-check';
import {
  casRegister,
  type Explanation,
  linearizable,
  linearizableByKey,
  type Model,
} from '../../../../harness/checkers/index.js';
import { type Operation, pairs } from '../../../../harness/operations/history.js';
import { bruteForce, failingKeys } from './brute-force.js';
import { arbitraryHistories, soundHistories } from './histories.js';

const SMALL = { processes: 4, calls: 7, values: 3 };
const RUNS = 1000;

type Law = (all: Operation[]) => unknown;

/** The law throws where it is broken, and returns the verdict; histories of both verdicts must have been tried. */
function check(name: string, histories: fc.Arbitrary<Operation[]>, law: Law): void {
  test(name, (t) => {
    const verdicts = tried(histories, law);
    t.true(verdicts.valid > RUNS / 20 && verdicts.invalid > RUNS / 20, JSON.stringify(verdicts));
  });
}

function tried(histories: fc.Arbitrary<Operation[]>, law: Law): { valid: number; invalid: number } {
  const verdicts = { valid: 0, invalid: 0 };
  const property = fc.property(histories, (all) => {
    verdicts[law(all) === true ? 'valid' : 'invalid']++;
  });
  fc.assert(property, { numRuns: RUNS, seed: 7 });
  return verdicts;
}

function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

check('the verdict is that of trying every order', arbitraryHistories(SMALL), (all) => {
  const { valid } = linearizable(all, casRegister);
  same(valid, bruteForce(all));
  return valid;
});

check('so it is where one read of a sound history was changed', mutated(soundHistories(SMALL)), (all) => {
  const { valid } = linearizable(all, casRegister);
  same(valid, bruteForce(all));
  return valid;
});

const SEVERAL = { processes: 4, calls: 12, values: 2, keys: 3 };

check('each key is judged by itself', arbitraryHistories(SEVERAL), (all) => {
  const { valid, failures } = linearizableByKey(all, casRegister);
  same(failures, failingKeys(all));
  same(valid, (failures as unknown[]).length === 0);
  return valid;
});

test('what an atomic register did is linearizable', (t) => {
  const histories = soundHistories({ processes: 8, calls: 60, values: 3, keys: 2 });
  const verdicts = tried(histories, (all) => {
    const results = [...new Set(all.map(keyOf))].toSorted().map((key) => [key, { valid: true }]);
    const verdict = linearizableByKey(all, casRegister);
    same(verdict, { valid: true, results: Object.fromEntries(results), failures: [] });
    return verdict.valid;
  });
  t.deepEqual(verdicts, { valid: RUNS, invalid: 0 });
});

const opaque: Model<unknown> = { ...casRegister, outline: () => undefined };

check('a model that does not outline its calls gets the same verdict', arbitraryHistories(SMALL), (all) => {
  const { valid } = linearizable(all, opaque);
  same(valid, linearizable(all, casRegister).valid);
  return valid;
});

check(
  'of a violation, no shorter prefix fails, and its fragment fails by itself',
  arbitraryHistories(SMALL),
  (all) => {
    const { valid, ...rest } = linearizable(all, casRegister);
    if (valid === true) return true;
    const { op, refusals, fragment, 'prefix-length': length } = rest as unknown as Explanation;
    const failed = new Set(all.filter(({ type }) => type === 'fail').map(({ index }) => index));
    const happened = all.filter(({ index }) => !failed.has(index) && !isInvokeOfFailed(all, index));
    const prefix = happened.filter(({ index }) => index <= op.index);
    same(prefix.length, length);
    same(bruteForce(prefix), false);
    same(bruteForce(prefix.slice(0, -1)), true);
    same(bruteForce(fragment.operations, fragment.state), false);
    if (refusals.length === 0) throw new Error('no refusals');
    return false;
  },
);

check(
  'the order that a refusal names is one, ends in the state that refuses, and its last write is the one that is named',
  arbitraryHistories(SMALL),
  (all) => {
    const { valid, ...rest } = linearizable(all, casRegister);
    if (valid === true) return true;
    const { op, refusals, fragment } = rest as unknown as Explanation;
    for (const { state, order, by } of refusals) {
      if (order === undefined) continue;
      let held = fragment.state;
      let writer: Operation | undefined;
      let latest = -1;
      for (const index of order) {
        const { invoke, completion } = callAt(all, index);
        const happened = completion?.type === 'ok' ? completion : invoke;
        const step = casRegister.step(held, happened);
        if ('refusal' in step) throw new Error(step.refusal);
        held = step.state;
        if (happened.f !== 'read') writer = completion ?? invoke;
        // What comes later in the order must not have ended before this one began.
        latest = Math.max(latest, index);
        if (completion?.type === 'ok' && completion.index < latest) throw new Error(`${index} is too late`);
      }
      same(held, state);
      if (writer !== undefined) same(by, writer);
      for (const { invoke, completion } of pairs(fragment.operations))
        if (completion?.type === 'ok' && completion.index < op.index)
          same(order.includes(invoke.index), true);
    }
    return false;
  },
);

function callAt(all: readonly Operation[], index: number) {
  const call = pairs(all).find(({ invoke }) => invoke.index === index);
  if (call === undefined) throw new Error(`no invocation ${index}`);
  return call;
}

function isInvokeOfFailed(all: readonly Operation[], index: number): boolean {
  const { process, type } = all[index] as Operation;
  if (type !== 'invoke') return false;
  return all.slice(index + 1).find((each) => each.process === process)?.type === 'fail';
}

function keyOf({ value }: Operation): number {
  return (value as [number, unknown])[0];
}

function mutated(histories: fc.Arbitrary<Operation[]>): fc.Arbitrary<Operation[]> {
  return fc.tuple(histories, fc.nat(), fc.nat(2)).map(([all, which, value]) => {
    const reads = all.filter(({ f, type }) => f === 'read' && type === 'ok');
    const read = reads[which % Math.max(1, reads.length)];
    return all.map((each) => (each === read ? { ...each, value } : each));
  });
}
