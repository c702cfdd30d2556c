/** lin-kv: each key is a register whose calls can be put into one order that fits the clock. */

import { casRegister, linearizableByKey } from '../../../../harness/checkers/index.js';
import { parseExact, type Random } from '../../../../node/index.js';
import { type Call, over, shown } from './call.js';
import { ANY, answer, changeOne, type Mutations } from './mutations.js';
import { type Effect, type Plan, play, SMALL } from './play.js';
import { same } from './sameness.js';
import type { Subject } from './subject.js';

/** The values of a register, of which few must be enough to collide. */
const VALUES: readonly (readonly unknown[])[] = [
  [0, 1, 2],
  [0, 1, 2],
  [0, '0', false],
  [{ a: [1] }, { a: [] }, [1]],
  [parseExact('9007199254740993'), parseExact('9007199254740992'), 1],
];

type Keyed = readonly [key: unknown, value: unknown];

const KEYS: readonly (readonly unknown[])[] = [[0], [0], [0, 1], [1, '1'], [[1], null]];

function plan(random: Random, keys: readonly unknown[], values: readonly unknown[]): Plan {
  const key = random.pick(keys);
  const f = random.pick(['read', 'read', 'write', 'cas']);
  const value = { read: null, cas: [random.pick([null, ...values]), random.pick(values)] }[f];
  return { f, asked: [key, value === undefined ? random.pick(values) : value] };
}

function sound(random: Random): Call[] {
  const values = random.pick(VALUES);
  const keys = random.pick(KEYS);
  const held = keys.map((): unknown => null);
  const apply = ({ f, asked }: Plan): Effect => {
    const [key, value] = asked as Keyed;
    const at = keys.indexOf(key);
    if (f === 'read') return held[at] === null ? 'refused' : { told: [key, held[at]] };
    if (f === 'write') held[at] = value;
    else {
      const [from, to] = value as readonly [unknown, unknown];
      if (!same(held[at], from)) return 'refused';
      held[at] = to;
    }
    return {};
  };
  const finals: Plan[] = random.chance(0.3) ? [{ f: 'read', asked: [keys[0], null] }] : [];
  const shape = { ...SMALL, calls: random.integer(4, 8), finalProcesses: 1, info: 0.15 };
  return play(random, { plan: () => plan(random, keys, values), apply, finals }, shape);
}

const isRead = ({ f }: Call): boolean => f === 'read';

/** Another value of the same history, or one that looks like it. */
function anotherValue(random: Random, calls: readonly Call[], told: unknown): unknown {
  const [, value] = told as Keyed;
  const others = calls.filter(({ f }) => f === 'write').map(({ asked }) => (asked as Keyed)[1]);
  return random.pick([...others, 0, 1, '1', 1n, 'never written', [value]]);
}

const mutations: Mutations = {
  ...ANY,
  'a read shows another value': answer(isRead, (told, random, _, calls) => [
    (told as Keyed)[0],
    anotherValue(random, calls, told),
  ]),
  'a read shows null': answer(isRead, (told) => [(told as Keyed)[0], null]),
  'a read shows the value of a failed write': answer(isRead, (_, random, _call, calls) => {
    const failed = calls.filter(({ f, outcome }) => f === 'write' && outcome === 'fail');
    return failed.length === 0 ? undefined : random.pick(failed).asked;
  }),
  'a read is of another key': changeOne(isRead, (call, random, calls) => {
    const [key] = random.pick(calls).asked as Keyed;
    if (call.outcome !== 'ok') return { ...call, asked: [key, null] };
    return { ...call, asked: [key, null], told: [key, (shown(call) as Keyed)[1]] };
  }),
  'a write is of another value': changeOne(
    ({ f }) => f === 'write',
    (call, random, calls) => ({
      ...call,
      asked: [(call.asked as Keyed)[0], anotherValue(random, calls, call.asked)],
    }),
  ),
  'a failed call succeeded after all': changeOne(
    ({ f, outcome }) => f !== 'read' && outcome === 'fail',
    (call) => ({ ...call, outcome: 'ok' }),
  ),
  'an unknown call succeeded': changeOne(
    ({ f, outcome }) => f !== 'read' && outcome === 'info',
    (call) => ({ ...call, outcome: 'ok' }),
  ),
  'a compare-and-set was from another value': changeOne(
    ({ f, outcome }) => f === 'cas' && outcome === 'ok',
    (call, random, calls) => {
      const [key, [, to]] = call.asked as [unknown, [unknown, unknown]];
      return { ...call, asked: [key, [anotherValue(random, calls, [key, to]), to]] };
    },
  ),
};

/**
 * Whether the calls of one key have an order: of each set of calls that can be the first ones, what the register can hold
 * behind them. `lenient`: a read of null is right whatever it holds.
 */
function hasOrder(calls: readonly Call[], lenient: boolean): boolean {
  const all = calls.filter(({ outcome }) => outcome !== 'fail');
  const required = all.reduce((set, { outcome }, i) => (outcome === 'ok' ? set | (1 << i) : set), 0);
  const before = all.map((call) =>
    all.reduce((set, other, i) => (over(other) < call.begin ? set | (1 << i) : set), 0),
  );
  const held: unknown[][] = Array.from({ length: 1 << all.length }, () => []);
  held[0] = [null];
  for (const [done, values] of held.entries()) {
    if (values.length === 0) continue;
    if ((done & required) === required) return true;
    for (const [i, call] of all.entries()) {
      const first = before[i] ?? 0;
      if ((done >> i) & 1 || (done & first) !== first) continue;
      const behind = held[done | (1 << i)];
      for (const value of values) {
        const next = step(call, value, lenient);
        if (next !== undefined && behind?.some((each) => same(each, next.value)) === false) {
          behind.push(next.value);
        }
      }
    }
  }
  return false;
}

function step(call: Call, held: unknown, lenient: boolean): { readonly value: unknown } | undefined {
  const [, value] = shown(call) as Keyed;
  if (call.f === 'write') return { value };
  if (call.f === 'read') {
    const fits = call.outcome !== 'ok' || (lenient && value === null) || same(value, held);
    return fits ? { value: held } : undefined;
  }
  const [from, to] = value as readonly [unknown, unknown];
  return same(from, held) ? { value: to } : undefined;
}

export const registers: Subject = {
  name: 'lin-kv',
  cases: {
    'no order': { forbidden: true, caught: true },
    'null read from a register that is set': {
      forbidden: true,
      caught: false,
      because: 'to the model a read of null saw nothing, which is right whatever the register holds',
    },
  },
  sound,
  mutations,
  check: (history) => linearizableByKey(history, casRegister),
  judge(calls) {
    const keys: unknown[] = [];
    for (const { asked } of calls) {
      const [key] = asked as Keyed;
      if (!keys.some((each) => same(each, key))) keys.push(key);
    }
    return new Set(
      keys.flatMap((key) => {
        const own = calls.filter(({ asked }) => same((asked as Keyed)[0], key));
        if (hasOrder(own, false)) return [];
        return [hasOrder(own, true) ? 'null read from a register that is set' : 'no order'];
      }),
    );
  },
};
