/** Unique ids: no two ids that were given out are the same JSON value. */

import { uniqueIds } from '../../../../harness/checkers/index.js';
import { parseExact } from '../../../../node/index.js';
import { shown } from './call.js';
import { ANY, answer, type Mutations } from './mutations.js';
import { play, SMALL } from './play.js';
import { same } from './sameness.js';
import type { Subject } from './subject.js';

/** Ids number 0, 1, 2, ... of each kind. */
const KINDS: readonly ((i: number) => unknown)[] = [
  (i) => i,
  (i) => `${i}`,
  (i) => ['n1', i],
  (i) => ({ node: 'n1', count: i }),
  (i) => parseExact(`${9007199254740992n + BigInt(i)}`),
  (i) => -i - 0.5,
];

/** Ids side by side in which two may look the same. */
const SPELLINGS: readonly (readonly [unknown, unknown])[] = [
  [1, parseExact('1.0')],
  [1, 1n],
  [1, '1'],
  [1, true],
  [1, [1]],
  [null, null],
  [null, 'null'],
  [null, 0],
  ['', null],
  [0, -0],
  ['a', 'A'],
  [
    { node: 'n1', count: 1 },
    { count: 1, node: 'n1' },
  ],
  [
    { node: 'n1', count: 1 },
    { node: 'n1', count: '1' },
  ],
  [{ a: null }, {}],
  [parseExact('9007199254740993'), parseExact('9007199254740992')],
  [parseExact('9007199254740993'), 9007199254740992],
  [parseExact('9007199254740992'), 9007199254740992],
  [parseExact('9007199254740993'), '9007199254740993'],
  [parseExact('1e21'), parseExact('1000000000000000000000')],
  [parseExact('[9007199254740993]'), parseExact('[9007199254740992]')],
  [
    [1, 2],
    [2, 1],
  ],
  [0.1, 0.1],
  ['1,2', [1, 2]],
  ['{"a":1}', { a: 1 }],
];

const any = (): boolean => true;

const mutations: Mutations = {
  ...ANY,
  'two ids are spelled alike': (random, calls) => {
    const given = random.shuffle(calls.filter(({ outcome }) => outcome === 'ok'));
    if (given.length < 2) return undefined;
    const pair = random.pick(SPELLINGS);
    return calls.map((call) => {
      const i = given.indexOf(call);
      return i === 0 || i === 1 ? { ...call, told: pair[i] } : call;
    });
  },
  'an id is given out once more': answer(any, (_, random, call, calls) => {
    const others = calls.filter((other) => other !== call && other.outcome === 'ok');
    return others.length === 0 ? undefined : shown(random.pick(others));
  }),
  'an id is one of another kind': answer(any, (_, random) => random.pick(KINDS)(random.integer(0, 3))),
};

export const unique: Subject = {
  name: 'unique-ids',
  cases: { 'the same id twice': { forbidden: true, caught: true } },
  sound(random) {
    let next = 0;
    const kind = random.chance(0.3) ? undefined : random.pick(KINDS);
    return play(
      random,
      {
        plan: () => ({ f: 'generate', asked: null }),
        apply: () => ({ told: (kind ?? KINDS[next % KINDS.length] ?? String)(next++) }),
        finals: [],
      },
      SMALL,
    );
  },
  mutations,
  check: uniqueIds,
  judge(calls) {
    const ids = calls.filter(({ outcome }) => outcome === 'ok').map(shown);
    const repeated = ids.some((id, i) => ids.some((other, j) => i < j && same(id, other)));
    return new Set(repeated ? ['the same id twice'] : []);
  },
};
