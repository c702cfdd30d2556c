/** Changes that any workload can suffer, whatever its calls mean: outcomes, moments, answers that are lost or mixed up. */

import type { Random } from '../../../../node/index.js';
import { type Call, type Outcome, shown } from './call.js';

/** Undefined if there is nothing in these calls that could be changed so. */
export type Mutation = (random: Random, calls: readonly Call[]) => readonly Call[] | undefined;

export type Mutations = Readonly<Record<string, Mutation>>;

/** Changes one of the calls that are suitable. */
export function changeOne(
  suits: (call: Call) => boolean,
  change: (call: Call, random: Random, calls: readonly Call[]) => Call | undefined,
): Mutation {
  return (random, calls) => {
    const suitable = calls.filter(suits);
    if (suitable.length === 0) return undefined;
    const one = random.pick(suitable);
    const changed = change(one, random, calls);
    return changed === undefined ? undefined : calls.map((call) => (call === one ? changed : call));
  };
}

/** Gives one of the calls that are suitable another answer. */
export function answer(
  suits: (call: Call) => boolean,
  change: (told: unknown, random: Random, call: Call, calls: readonly Call[]) => unknown,
): Mutation {
  return changeOne(
    (call) => call.outcome === 'ok' && suits(call),
    (call, random, calls) => {
      const told = change(shown(call), random, call, calls);
      return told === undefined ? undefined : { ...call, told };
    },
  );
}

/** The same call, not the same answer: one that did not succeed has none. */
export function turned({ told: _, ...call }: Call, outcome: Outcome): Call {
  return { ...call, outcome };
}

function turn(from: Outcome, to: Outcome): Mutation {
  return changeOne(
    ({ outcome }) => outcome === from,
    (call) => turned(call, to),
  );
}

/** How far the ends of a call can be moved: until the calls of the same process before and behind it. */
function room(call: Call, calls: readonly Call[]): readonly [number, number] {
  const others = calls.filter(({ process }) => process === call.process);
  const before = others.filter(({ begin }) => begin < call.begin).map(({ end }) => end);
  const behind = others.filter(({ begin }) => begin > call.begin).map(({ begin }) => begin);
  const end = Math.max(...calls.map((each) => each.end)) + 2;
  return [Math.max(-2, ...before), Math.min(end, ...behind)];
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * (0.001 + 0.998 * random.fraction());
}

const any = (): boolean => true;
const closed = ({ outcome }: Call): boolean => outcome !== 'open';
const answered = ({ outcome, told }: Call): boolean => outcome === 'ok' && told !== undefined;

const TIMES: Mutations = {
  'a call ends later': changeOne(closed, (call, random, calls) => ({
    ...call,
    end: between(random, call.end, room(call, calls)[1]),
  })),
  'a call ends earlier': changeOne(closed, (call, random) => ({
    ...call,
    end: between(random, call.begin, call.end),
  })),
  'a call begins earlier': changeOne(any, (call, random, calls) => ({
    ...call,
    begin: between(random, room(call, calls)[0], call.begin),
  })),
  'a call begins later': changeOne(any, (call, random) => ({
    ...call,
    begin: between(random, call.begin, call.end),
  })),
  'two calls change places in time': (random, calls) => {
    if (calls.length < 2) return undefined;
    const [a, b] = random.shuffle(calls) as [Call, Call];
    const places = (call: Call): Call => {
      const other = call === a ? b : call === b ? a : call;
      return { ...call, begin: other.begin, end: other.end, process: other.process };
    };
    return calls.map(places);
  },
};

const OUTCOMES: Mutations = {
  'ok becomes fail': turn('ok', 'fail'),
  'ok becomes info': turn('ok', 'info'),
  'ok becomes open': turn('ok', 'open'),
  'info becomes fail': turn('info', 'fail'),
  'fail becomes info': turn('fail', 'info'),
};

/** Answers of calls with the same function. */
const ANSWERS: Mutations = {
  'two answers change places': (random, calls) => {
    const asking = calls.filter(answered);
    if (asking.length === 0) return undefined;
    const a = random.pick(asking);
    const b = random.pick(asking.filter(({ f }) => f === a.f));
    if (a === b) return undefined;
    return calls.map((call) =>
      call === a ? { ...call, told: b.told } : call === b ? { ...call, told: a.told } : call,
    );
  },
  'an answer is that of another call': (random, calls) => {
    const asking = calls.filter(answered);
    if (asking.length === 0) return undefined;
    const a = random.pick(asking);
    const b = random.pick(asking.filter(({ f }) => f === a.f));
    return a === b ? undefined : calls.map((call) => (call === a ? { ...call, told: b.told } : call));
  },
  'a call is forgotten': (random, calls) => {
    if (calls.length < 2) return undefined;
    const one = random.pick(calls);
    return calls.filter((call) => call !== one);
  },
};

export const ANY: Mutations = { ...TIMES, ...OUTCOMES, ...ANSWERS };
