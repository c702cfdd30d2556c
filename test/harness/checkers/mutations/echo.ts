/** Echo: every payload comes back as it was sent. */

import { echoChecker } from '../../../../harness/checkers/index.js';
import { isObject, parseExact } from '../../../../node/index.js';
import { type Call, shown } from './call.js';
import { ANY, answer, type Mutations } from './mutations.js';
import { play, SMALL } from './play.js';
import { same } from './sameness.js';
import type { Subject } from './subject.js';

const PAYLOADS: readonly unknown[] = [
  'Please echo 7',
  '',
  '7',
  7,
  0,
  1.5,
  null,
  true,
  [1, [2, null]],
  [],
  {},
  parseExact('9007199254740993'),
  parseExact('{"a": [9007199254740993], "b": {"c": 1}}'),
];

/** Each beside what must not pass for it, or must. */
const SPELLINGS: readonly (readonly [was: unknown, is: unknown])[] = [
  [7, '7'],
  ['7', 7],
  [7, parseExact('7.0')],
  [7, 7n],
  [0, false],
  [0, -0],
  [0, null],
  ['', null],
  [null, ''],
  [null, 0],
  [true, 1],
  [[], null],
  [[], {}],
  [{}, []],
  [{}, { a: null }],
  [
    [1, [2, null]],
    [1, [2]],
  ],
  [
    [1, [2, null]],
    [1, 2, null],
  ],
  [parseExact('9007199254740993'), 9007199254740992],
  [parseExact('9007199254740993'), parseExact('9007199254740992')],
  [parseExact('9007199254740993'), '9007199254740993'],
  [
    parseExact('{"a": [9007199254740993], "b": {"c": 1}}'),
    parseExact('{"b": {"c": 1.0}, "a": [9007199254740993]}'),
  ],
  [
    parseExact('{"a": [9007199254740993], "b": {"c": 1}}'),
    parseExact('{"a": [9007199254740992], "b": {"c": 1}}'),
  ],
  ['Please echo 7', 'please echo 7'],
  ['Please echo 7', 'Please echo 7 '],
];

const any = (): boolean => true;
const reply = (echo: unknown) => ({ type: 'echo_ok', echo, in_reply_to: 1 });

const mutations: Mutations = {
  ...ANY,
  'an echo is spelled in another way': (random, calls) => {
    const [was, is] = random.pick(SPELLINGS);
    return answer(
      ({ asked }) => same(asked, was),
      () => reply(is),
    )(random, calls);
  },
  'an echo is another payload': answer(any, (_, random) => reply(random.pick(PAYLOADS))),
  'a reply has no echo': answer(any, () => ({ type: 'echo_ok', in_reply_to: 1 })),
  'a reply is no object': answer(any, (_, random, { asked }) => random.pick([asked, null, 'echo'])),
  'an echo is wrapped once more': answer(any, (_, _random, { asked }) => reply([asked])),
};

export const echo: Subject = {
  name: 'echo',
  cases: {
    'another payload': { forbidden: true, caught: true },
    'a failed echo': {
      forbidden: false,
      caught: true,
      because:
        'the value of a failed echo is its payload, which has no echo: Maelstrom takes that for a mismatch',
    },
    'no echo for null': {
      forbidden: true,
      caught: false,
      because: 'an echo that is missing counts as null, which is what was sent',
    },
  },
  sound: (random) =>
    play(
      random,
      {
        plan: () => ({ f: 'echo', asked: random.pick(PAYLOADS) }),
        apply: ({ asked }) => ({ told: reply(asked) }),
        finals: [],
      },
      { ...SMALL, fail: 0.04 },
    ),
  mutations,
  check: echoChecker,
  judge: (calls) => new Set(calls.flatMap(caseOf)),
};

function caseOf(call: Call): string[] {
  const { outcome, asked } = call;
  if (outcome === 'fail') return asked === null ? [] : ['a failed echo'];
  if (outcome !== 'ok') return [];
  const body = shown(call);
  if (isObject(body) && 'echo' in body) return same(body['echo'], asked) ? [] : ['another payload'];
  return [asked === null ? 'no echo for null' : 'another payload'];
}
