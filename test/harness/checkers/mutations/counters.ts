/** Counters: each final read shows a sum that the adds allow. */

import { counter } from '../../../../harness/checkers/index.js';
import type { Random } from '../../../../node/index.js';
import { type Call, over, shown } from './call.js';
import { ANY, answer, changeOne, type Mutation, type Mutations } from './mutations.js';
import { play, SMALL } from './play.js';
import { same } from './sameness.js';
import type { Subject } from './subject.js';

function sound(least: number, random: Random): Call[] {
  let sum = 0;
  return play(
    random,
    {
      plan: () =>
        random.chance(0.7) ? { f: 'add', asked: random.integer(least, 4) } : { f: 'read', asked: null },
      apply({ f, asked }) {
        if (f === 'read') return { told: sum };
        sum += Number(asked);
        return {};
      },
      finals: [{ f: 'read', asked: null }],
    },
    { ...SMALL, calls: random.integer(4, 8), info: 0.2 },
  );
}

const isAdd = ({ f }: Call): boolean => f === 'add';
const isFinal = ({ f, final }: Call): boolean => f === 'read' && final;
const isEarly = ({ f, final }: Call): boolean => f === 'read' && !final;

/** A number of any size, and what is `by` away from it. */
function moved(told: unknown, by: number): unknown {
  if (typeof told === 'bigint') return told + BigInt(by);
  return isWhole(told) ? Number(told) + by : undefined;
}

const STRANGE: readonly unknown[] = [null, '3', 2.5, [3], { value: 3 }, true];
const HUGE = 9007199254740993n;

/** An add grows past 2^53, and perhaps what is read with it. */
function grown(by: (read: bigint) => bigint): Mutation {
  return (random, calls) => {
    const adds = calls.filter((call) => isAdd(call) && call.outcome === 'ok' && isWhole(call.asked));
    if (adds.length === 0) return undefined;
    const one = random.pick(adds);
    return calls.map((call) => {
      if (call === one) {
        const delta = big(call.asked) + HUGE;
        return { ...call, asked: delta };
      }
      if (!isFinal(call) || call.outcome !== 'ok' || !isWhole(shown(call))) return call;
      return { ...call, told: by(big(shown(call))) };
    });
  };
}

const mutations: Mutations = {
  ...ANY,
  'a final read is one off': answer(isFinal, (told, random) => moved(told, random.pick([1, -1]))),
  'a final read is far off': answer(isFinal, (told) => moved(told, 1000)),
  'a final read is that of a subset': answer(isFinal, (told, random, _, calls) => {
    const deltas = calls.filter(isAdd).map(({ asked }) => Number(big(asked)));
    return moved(told, -random.pick([0, ...deltas]));
  }),
  'a final read is no whole number': answer(isFinal, (_, random) => random.pick(STRANGE)),
  'a final read is spelled as bigint': answer(isFinal, (told) => (isWhole(told) ? BigInt(told) : undefined)),
  'an earlier read is off': answer(isEarly, (told, random) => moved(told, random.pick([1, -1, 1000]))),
  'an earlier read is no whole number': answer(isEarly, (_, random) => random.pick(STRANGE)),
  'an add is another one': changeOne(isAdd, (call, random) => {
    const delta = moved(call.asked, random.pick([1, -1, 5])) ?? 0;
    return { ...call, asked: delta };
  }),
  'an add is no whole number': changeOne(isAdd, (call, random) => {
    const delta = random.pick(STRANGE);
    return { ...call, asked: delta };
  }),
  'an add comes only after all reads': changeOne(isAdd, (call, _, calls) => {
    const end = Math.max(...calls.map((each) => each.end));
    return { ...call, process: 50, begin: end + 1, end: end + 2 };
  }),
  'an add and what is read grow past 2^53': grown((read) => read + HUGE),
  'an add grows past 2^53, and what is read by one less': grown((read) => read + HUGE - 1n),
  'an add grows past 2^53, and nothing shows it': grown((read) => read),
};

/** All sums of these with any of those. */
function sums(certain: readonly Call[], possible: readonly Call[]): bigint[] {
  const base = certain.reduce((sum, { asked }) => sum + big(asked), 0n);
  return Array.from({ length: 2 ** possible.length }, (_, chosen) =>
    possible.reduce((sum, { asked }, i) => ((chosen >> i) & 1 ? sum + big(asked) : sum), base),
  );
}

function isWhole(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function big(value: unknown): bigint {
  return isWhole(value) ? BigInt(value) : 0n;
}

function judge(calls: readonly Call[]): Set<string> {
  const adds = calls.filter((call) => isAdd(call) && call.outcome !== 'fail');
  const names = new Set<string>();
  if (adds.some(({ asked, outcome }) => outcome !== 'open' && !isWhole(asked)))
    return names.add('an add of no whole number');
  const counted = sums(
    adds.filter(({ outcome }) => outcome === 'ok'),
    adds.filter(({ outcome }) => outcome === 'info'),
  );
  for (const read of calls) {
    if (read.f !== 'read' || read.outcome !== 'ok') continue;
    const isIn = (all: readonly bigint[]): boolean => all.some((sum) => same(sum, shown(read)));
    const past = adds.filter((add) => over(add) < read.begin);
    const present = adds.filter((add) => add.begin < read.end && !past.includes(add));
    if (!read.final) {
      const begun = adds.filter((add) => add.begin < read.end);
      if (!isIn(sums([], begun))) names.add('an earlier read of no sum');
    } else if (isIn(counted)) {
      if (!isIn(sums(past, present))) names.add('a final read of an add that comes later');
    } else names.add(isIn(sums(past, present)) ? 'a final read beside an add' : 'no sum');
  }
  return names;
}

export function counters(name: string, least: number): Subject {
  return {
    name,
    cases: {
      'no sum': { forbidden: true, caught: true },
      'a final read beside an add': {
        forbidden: false,
        caught: true,
        because:
          'adds that are under way at a final read count by their outcome, and one that stays open does not',
      },
      'a final read of an add that comes later': {
        forbidden: true,
        caught: false,
        because: 'final reads count as coming after all adds',
      },
      'an earlier read of no sum': { forbidden: true, caught: false, because: 'only final reads are judged' },
      'an add of no whole number': {
        forbidden: true,
        caught: 'unknown',
        because: 'what is read after it has no sum to be held against',
      },
    },
    sound: (random) => sound(least, random),
    mutations,
    check: counter,
    judge,
  };
}
