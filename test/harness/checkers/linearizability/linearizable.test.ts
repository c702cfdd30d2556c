/** The checker of linearizability on histories made by hand: verdicts, explanations, limits, and what no history may break. */

import test from 'ava';
import { casRegister, type Explanation, linearizable, register } from '../../../../harness/checkers/index.js';
import { callsOf } from '../../../../harness/checkers/linearizability/calls.js';
import { ConfigurationSet } from '../../../../harness/checkers/linearizability/configurations.js';
import { Machine } from '../../../../harness/checkers/linearizability/machine.js';
import { Search } from '../../../../harness/checkers/linearizability/search.js';
import type { OperationType } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';

/** `3 invoke write 2`, one a line. */
function rows(text: string): Row[] {
  return text
    .trim()
    .split('\n')
    .map((line): Row => {
      const [process = '', type = '', f = '', ...value] = line.trim().split(' ');
      return [Number(process), type as OperationType, f, JSON.parse(value.join(' ') || 'null')];
    });
}

function check(text: string, limits = {}) {
  return linearizable(history(...rows(text)), casRegister, limits);
}

test('writes can hide behind a write of what is there, before a compare-and-set that no write can hide behind', (t) => {
  const all = `
    0 invoke write 2
    0 ok write 2
    1 invoke write 0
    2 invoke write 2
    3 invoke cas [2,3]
    4 invoke read
    4 ok read 2
    3 ok cas [2,3]
    1 ok write 0
    2 ok write 2
    4 invoke read
    4 ok read 3`;
  t.true(check(all).valid);
  t.false(check(all.replace('2 invoke write 2\n', '').replace('2 ok write 2\n    4 inv', '4 inv')).valid);
});

test('the fragment begins when the state was certain, with the unknown writes that may still happen', (t) => {
  const { valid, ...rest } = check(`
    0 invoke write 1
    0 ok write 1
    1 invoke write 2
    1 info write 2
    0 invoke write 3
    0 ok write 3
    0 invoke read
    0 ok read 4
    0 invoke read
    0 ok read 2`);
  t.false(valid);
  const { op, fragment, refusals, 'previous-ok': previous } = rest as unknown as Explanation;
  t.is(op.index, 7);
  t.is(previous?.index, 5);
  t.is(fragment.state, 3);
  t.deepEqual(
    fragment.operations.map(({ index }) => index),
    [2, 6, 7],
  );
  t.deepEqual(
    refusals.map(({ by, ...refusal }) => ({ ...refusal, by: by?.index })),
    [
      { state: 3, refusal: 'cannot read 4: the register holds 3', order: [], by: 5 },
      { state: 2, refusal: 'cannot read 4: the register holds 2', order: [2], by: 3 },
    ],
  );
});

test('a long fragment is cut at its beginning', (t) => {
  const running = Array.from({ length: 120 }, (_, i) => `${i} invoke write ${i}`).join('\n');
  const { fragment } = check(`${running}\n200 invoke read\n200 ok read -1`) as unknown as Explanation;
  t.is(fragment.omitted, 22);
  t.is(fragment.operations.length, 100);
  t.is(fragment.operations.at(-1)?.index, 121);
});

for (const [text, refusal] of [
  ['0 invoke cas [1,2]\n0 ok cas [1,2]', 'cannot compare-and-set from 1 to 2: the register holds null'],
  ['0 invoke cas 3\n0 ok cas 3', 'cas takes [from, to], not 3'],
  ['0 invoke add 3\n0 ok add 3', 'a register knows read, write, cas, not add'],
] as const) {
  test(`what no register does is refused: ${refusal}`, (t) => {
    const { valid, 'final-models': reasons } = check(text);
    t.false(valid);
    t.deepEqual(reasons, [refusal]);
  });
}

test('a plain register knows no compare-and-set', (t) => {
  const all = history(...rows('0 invoke cas [null,1]\n0 ok cas [null,1]'));
  t.true(linearizable(all, casRegister).valid);
  t.false(linearizable(all, register).valid);
});

test('an empty history is linearizable, and so is one of the nemesis', (t) => {
  t.deepEqual(linearizable([], casRegister), { valid: true });
  t.deepEqual(linearizable(history(['nemesis', 'info', 'kill', 'n1']), casRegister), { valid: true });
});

const OVERLAPPING = `
  0 invoke write 1
  1 invoke write 2
  2 invoke read
  2 ok read 2
  0 ok write 1
  1 ok write 2`;

test('a check that is out of time or of states is unknown, and says which to raise', (t) => {
  t.deepEqual(check(OVERLAPPING, { maxStates: 0 }), {
    valid: 'unknown',
    error:
      'gave up on read null at index 2 because 0 configurations were looked at: raise maxStates, or let fewer operations overlap',
  });
  t.regex(
    String(check(OVERLAPPING, { deadline: () => true })['error']),
    /the time was up: raise check-limit/,
  );
});

test('a search that passes over configurations never takes that for a violation', (t) => {
  // The register holds 1 or 2, and with a breadth of one only one of these is kept.
  const all = (last: number): string => `
    0 invoke write 1
    1 invoke write 2
    0 ok write 1
    1 ok write 2
    2 invoke read
    2 ok read ${last}`;
  const narrow = [1, 2].map((last) => {
    const calls = callsOf(history(...rows(all(last))));
    return new Search(calls, new Machine(casRegister), () => false, 1).run().kind;
  });
  t.deepEqual(narrow.toSorted(), ['linearizable', 'too-narrow']);
  t.true(check(all(1)).valid);
  t.true(check(all(2)).valid);
});

test('a set of many configurations knows what it holds, and keeps no one that another makes superfluous', (t) => {
  const set = new ConfigurationSet(3);
  // Pairs of bits: none is part of another.
  const pairs = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: i }, (_, j) => (1 << i) | (1 << j)),
  ).flat();
  for (let round = 0; round < 2; round++) {
    for (const bits of pairs) set.add(Int32Array.of(5, bits, 0));
    t.is(set.size, pairs.length);
  }
  set.add(Int32Array.of(5, 0, 1));
  t.is(set.size, pairs.length + 1);
  set.add(Int32Array.of(6, 0, 3));
  set.add(Int32Array.of(6, 0, 1));
  t.is(set.size, pairs.length + 2);
});
