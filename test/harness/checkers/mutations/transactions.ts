/** Transactions on lists and on registers: some order of them explains what they read. */

import { listAppend, type IsolationResult, rwRegister } from '../../../../harness/checkers/index.js';
import type { Random } from '../../../../node/index.js';
import { type Call, shown } from './call.js';
import { ANY, answer, changeOne, type Mutation, type Mutations } from './mutations.js';
import { type Effect, type Plan, play } from './play.js';
import { same } from './sameness.js';
import type { Case, Subject } from './subject.js';
import {
  areVersionsKnown,
  isAnythingKnown,
  isWrittenTwice,
  type Kind,
  withAppendsInOrder,
} from './transactions-knowledge.js';
import { carriedOut, hasOrder, type Micro, writesOf } from './transactions-oracle.js';

const KEYS: readonly (readonly unknown[])[] = [[0, 1], [0, 1], [0], ['x', 'y'], [1, '1']];

const NAMES: readonly ((i: number) => unknown)[] = [
  (i) => i,
  (i) => i,
  (i) => `v${i}`,
  (i) => BigInt(i) + 9007199254740992n,
];

/** One transaction after the other, each at one moment; at last one that reads all keys. */
function sound({ write }: Kind, random: Random): Call[] {
  const keys = random.pick(KEYS);
  const name = random.pick(NAMES);
  const values: unknown[] = keys.map(() => null);
  let next = 1;
  const readsFirst = random.chance(0.6) ? 1 : 0.7;
  const micro = (key: unknown): Micro => (random.chance(0.5) ? ['r', key, null] : [write, key, name(next++)]);
  const plan = (): Plan => {
    const length = random.integer(1, 3);
    const asked = Array.from({ length }, () => random.pick(keys)).flatMap((key): Micro[] => {
      const one = micro(key);
      // Of registers the order of values is only known if each was read before it was overwritten.
      return one[0] === 'w' && random.chance(readsFirst) ? [['r', key, null], one] : [one];
    });
    return { f: 'txn', asked };
  };
  const apply = ({ asked }: Plan): Effect => ({ told: carriedOut(asked as Micro[], keys, values) });
  const finals = [{ f: 'txn', asked: keys.map((key): Micro => ['r', key, null]) }];
  // Nobody knows what a transaction had read of which nobody knows how it ended.
  const unknown = write === 'w' && readsFirst === 1 ? 0.02 : 0.1;
  const shape = { processes: 3, calls: random.integer(3, 6), fail: 0.1, info: unknown, open: unknown / 2 };
  return play(random, { plan, apply, finals }, { ...shape, finalProcesses: 1 });
}

/** Changes what one read shows. */
function reading(
  change: (value: unknown, random: Random, calls: readonly Call[], key: unknown) => unknown,
): Mutation {
  return answer(
    () => true,
    (told, random, _, calls) => {
      const micros = told as readonly Micro[];
      const reads = micros.flatMap(([f], i) => (f === 'r' ? [i] : []));
      if (reads.length === 0) return undefined;
      const at = random.pick(reads);
      const [, of, before] = micros[at] ?? [];
      const value = change(before, random, calls, of);
      if (value === undefined) return undefined;
      return micros.map(([f, key, old], i): Micro => [f, key, i === at ? value : old]);
    },
  );
}

/** Of lists only. */
function listing(
  change: (list: readonly unknown[], random: Random, calls: readonly Call[]) => unknown,
): Mutation {
  return reading((value, random, calls) =>
    Array.isArray(value) && value.length > 0 ? change(value as unknown[], random, calls) : undefined,
  );
}

function someWrite(
  random: Random,
  calls: readonly Call[],
  suits: (call: Call) => boolean,
  key?: unknown,
): unknown {
  const all = calls.filter(suits).flatMap(writesOf);
  const writes = key === undefined ? all : all.filter(([, other]) => same(other, key));
  return writes.length === 0 ? undefined : random.pick(writes)[2];
}

const failed = ({ outcome }: Call): boolean => outcome === 'fail';
const any = (): boolean => true;

const COMMON: Mutations = {
  ...ANY,
  'a read shows null': reading(() => null),
  'one transaction is all there is': (random, calls) => [random.pick(calls)],
  'a failed transaction succeeded': changeOne(
    (call) => failed(call) && writesOf(call).length === (call.asked as Micro[]).length,
    (call) => ({ ...call, outcome: 'ok' }),
  ),
  'an unknown transaction succeeded': changeOne(
    (call) => call.outcome === 'info' && writesOf(call).length === (call.asked as Micro[]).length,
    (call) => ({ ...call, outcome: 'ok' }),
  ),
  'a transaction shows its micro-operations in another order': answer(any, (told, random) =>
    random.shuffle(told as Micro[]),
  ),
};

const OF_LISTS: Mutations = {
  ...COMMON,
  'two appends of a transaction to one key change places': changeOne(
    ({ outcome }) => outcome === 'ok',
    (call, random) => {
      const micros = shown(call) as readonly Micro[];
      const first = random.integer(0, micros.length - 1);
      const suits = ([f, key]: Micro): boolean => f !== 'r' && same(key, micros[first]?.[1]);
      const second = micros.findIndex((micro, i) => i > first && suits(micro));
      const [a, b] = [micros[first], micros[second]];
      if (a === undefined || b === undefined || !suits(a)) return undefined;
      return { ...call, told: micros.map((micro, i) => (i === first ? b : i === second ? a : micro)) };
    },
  ),
  'a read loses its last element': listing((list) => (list.length === 1 ? null : list.slice(0, -1))),
  'a read loses its first element': listing((list) => list.slice(1)),
  'a read shows the empty list': listing(() => []),
  'a read shows its elements in another order': listing((list, random) => random.shuffle(list)),
  'a read shows an element twice': listing((list, random) => [...list, random.pick(list)]),
  'a read shows what nobody appended': listing((list) => [...list, 'never appended']),
  'a read shows one more element': reading((value, random, calls) => {
    const element = someWrite(random, calls, any);
    return element === undefined ? undefined : [...((value ?? []) as unknown[]), element];
  }),
  'a read shows an element of a failed transaction': reading((value, random, calls) => {
    const element = someWrite(random, calls, failed);
    return element === undefined ? undefined : [...((value ?? []) as unknown[]), element];
  }),
};

const OF_REGISTERS: Mutations = {
  ...COMMON,
  'a read shows another value': reading((_, random, calls) => someWrite(random, calls, any)),
  'a read shows another value of its key': reading((_, random, calls, key) =>
    someWrite(random, calls, ({ outcome }) => outcome === 'ok', key),
  ),
  'a read shows a value of a failed transaction': reading((_, random, calls) =>
    someWrite(random, calls, failed),
  ),
  'a read shows a value that no operation wrote': reading(() => 'never written'),
};

const ANY_KIND: Readonly<Record<string, Case>> = {
  'no order': { forbidden: true, caught: true },
  'the same written twice': {
    forbidden: false,
    caught: 'unknown',
    because: 'nobody can tell which of the two a read saw; the workloads write each value once',
  },
  'nothing depends on anything': {
    forbidden: false,
    caught: 'unknown',
    because: 'nothing comes before anything, so nothing was tested',
  },
};

const CASES: Readonly<Record<Kind['write'], Readonly<Record<string, Case>>>> = {
  append: {
    ...ANY_KIND,
    'appends of one transaction in another order': {
      forbidden: true,
      caught: 'perhaps',
      because:
        'a transaction does not depend on itself, so the order of its own appends is only looked at if a read ends between them',
    },
  },
  w: {
    ...ANY_KIND,
    'no order, but who knows the order of values': {
      forbidden: true,
      caught: 'perhaps',
      because:
        'the order of values is known if each transaction that succeeded read a key before it wrote to it, and each value read was written by another that succeeded, or by the reader before',
    },
  },
};

function judge(kind: Kind, calls: readonly Call[]): Set<string> {
  if (isWrittenTwice(calls, kind.write)) return new Set(['the same written twice']);
  if (hasOrder(calls, kind.inRealtime)) {
    return new Set(isAnythingKnown(calls, kind) ? [] : ['nothing depends on anything']);
  }
  if (kind.write === 'w') {
    return new Set([areVersionsKnown(calls) ? 'no order' : 'no order, but who knows the order of values']);
  }
  const disordered = hasOrder(withAppendsInOrder(calls), kind.inRealtime);
  return new Set([disordered ? 'appends of one transaction in another order' : 'no order']);
}

export function transactions(kind: Kind): Subject {
  const { write, inRealtime } = kind;
  const model = inRealtime ? 'strict-serializable' : 'serializable';
  const check = write === 'append' ? listAppend : rwRegister;
  return {
    name: `txn-${write === 'append' ? 'list-append' : 'rw-register'}, ${model}`,
    cases: CASES[write],
    sound: (random) => sound(kind, random),
    mutations: write === 'append' ? OF_LISTS : OF_REGISTERS,
    check: (history): IsolationResult => check(history, { models: [model] }),
    judge: (calls) => judge(kind, calls),
  };
}
