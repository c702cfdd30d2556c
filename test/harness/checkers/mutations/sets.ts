/** Broadcast and g-set: what was added is in the end in every set. */

import { setFull } from '../../../../harness/checkers/index.js';
import type { Random } from '../../../../node/index.js';
import { type Call, shown } from './call.js';
import { ANY, answer, type Mutation, type Mutations, turned } from './mutations.js';
import { play, SMALL } from './play.js';
import { has, same } from './sameness.js';
import type { Case, Subject } from './subject.js';

/** What number i is called; sets may hold any JSON. */
const NAMES: readonly ((i: number) => unknown)[] = [
  (i) => i,
  (i) => i,
  (i) => `${i}`,
  (i) => ({ n: [i] }),
  (i) => BigInt(i) + 9007199254740992n,
];

const listOf = (told: unknown): readonly unknown[] => (Array.isArray(told) ? (told as unknown[]) : []);

/** Replicas that hear of each element at some time, and of all in the end. */
function sound(addF: string, random: Random): Call[] {
  const name = random.pick(NAMES);
  let next = 0;
  let added: { readonly element: unknown; readonly seenBy: Set<number> }[] = [];
  const heard = random.pick([0.3, 0.7, 1]);
  const replica = (process: number): unknown[] => {
    for (const { seenBy } of added) if (process >= 100 || random.chance(heard)) seenBy.add(process % 10);
    const all = added.filter(({ seenBy }) => seenBy.has(process % 10)).map(({ element }) => element);
    return random.shuffle(all);
  };
  return play(
    random,
    {
      plan: () => (random.chance(0.5) ? { f: addF, asked: name(next++) } : { f: 'read', asked: null }),
      apply({ f, asked }, process) {
        if (f === 'read') return { told: replica(process) };
        added = [...added, { element: asked, seenBy: new Set([process % 10]) }];
        return {};
      },
      finals: [{ f: 'read', asked: null }],
    },
    { ...SMALL, calls: random.integer(4, 8) },
  );
}

const isRead = ({ f }: Call): boolean => f === 'read';
const isFinal = (call: Call): boolean => isRead(call) && call.final;

/** Leaves one element out of one read. */
function losing(suits: (call: Call) => boolean): Mutation {
  return answer(suits, (told, random) => {
    const elements = listOf(told);
    return elements.length === 0 ? undefined : elements.toSpliced(random.integer(0, elements.length - 1), 1);
  });
}

function without(calls: readonly Call[], element: unknown, suits: (call: Call) => boolean): Call[] {
  return calls.map((call) =>
    isRead(call) && call.outcome === 'ok' && suits(call)
      ? { ...call, told: listOf(shown(call)).filter((each) => !same(each, element)) }
      : call,
  );
}

/** An element that was added. */
function anElement(random: Random, calls: readonly Call[]): Call | undefined {
  const adds = calls.filter(({ f }) => f !== 'read');
  return adds.length === 0 ? undefined : random.pick(adds);
}

const mutations: Mutations = {
  ...ANY,
  'a final read loses an element': losing(isFinal),
  'a read loses an element': losing(isRead),
  'all final reads lose an element': (random, calls) => {
    const add = anElement(random, calls);
    return add === undefined ? undefined : without(calls, add.asked, isFinal);
  },
  'an element is in no read': (random, calls) => {
    const add = anElement(random, calls);
    return add === undefined ? undefined : without(calls, add.asked, () => true);
  },
  'a read shows what nobody added': answer(isRead, (told) => [...listOf(told), 'out of nowhere']),
  'a read shows an element twice': answer(isRead, (told) => {
    const [first] = listOf(told);
    return first === undefined ? undefined : [...listOf(told), first];
  }),
  'a read spells an element in another way': answer(isRead, (told) => {
    const [first, ...rest] = listOf(told);
    if (first === undefined) return undefined;
    return [
      typeof first === 'string' ? Number(first) : typeof first === 'number' ? `${first}` : [first],
      ...rest,
    ];
  }),
  'a read shows the neighbour of an element past 2^53': answer(isRead, (told) => {
    const [first, ...rest] = listOf(told);
    return typeof first === 'bigint' ? [first + 1n, ...rest] : undefined;
  }),
  'a read shows nothing, as null': answer(isRead, () => null),
  'no final read succeeds': (random, calls) => {
    const outcome = random.pick(['fail', 'info'] as const);
    return calls.map((call) => (isFinal(call) ? turned(call, outcome) : call));
  },
  'an element is added once more': (random, calls) => {
    const add = anElement(random, calls);
    const last = Math.max(...calls.map(({ end }) => end));
    const begin = random.fraction() * last;
    if (add === undefined) return undefined;
    return [...calls, { ...add, process: 50, begin, end: begin + random.fraction() * (last - begin) }];
  },
  'an element is lost, and added once more beside a final read': (random, calls) => {
    const add = anElement(random, calls);
    const finals = calls.filter(isFinal);
    if (add === undefined || finals.length === 0) return undefined;
    const { begin, end } = random.pick(finals);
    const again = { ...add, process: 50, begin: begin - 0.5, end: end + 0.5 };
    return [...without(calls, add.asked, isFinal), again];
  },
  'an add that was seen turns out to have failed': (random, calls) => {
    const add = anElement(random, calls);
    if (add === undefined) return undefined;
    return calls.map((call) => (call === add ? turned(call, 'fail') : call));
  },
};

const CASES: Readonly<Record<string, Case>> = {
  'lost at the end': { forbidden: true, caught: true },
  'missing from a final read that is not the last': {
    forbidden: true,
    caught: false,
    because: 'of several reads set-full asks only the one that was invoked last',
  },
  'a read of what nobody added': {
    forbidden: true,
    caught: false,
    because: 'set-full ignores elements that nobody tried to add',
  },
  'an element shown twice': {
    forbidden: true,
    caught: false,
    because: "Jepsen's comparison is the wrong way round; duplicates are reported and do not count",
  },
  'a failed add that is seen': {
    forbidden: true,
    caught: false,
    because: 'set-full does not look at how an add failed',
  },
  'a read from before the add': {
    forbidden: true,
    caught: false,
    because: 'set-full asks only what became of an element after its add began',
  },
  'missing from a read that is not final': {
    forbidden: false,
    caught: true,
    because: 'set-full knows no final reads: the one invoked last is asked, and that may be any',
  },
  'nothing is known to be there': {
    forbidden: false,
    caught: 'unknown',
    because: 'set-full says unknown if no element is stable: nothing was tested',
  },
  'added again, and lost before': {
    forbidden: true,
    caught: false,
    because: 'set-full begins anew with an element that is added once more',
  },
};

function judge(addF: string, calls: readonly Call[]): Set<string> {
  const names = new Set<string>();
  const adds = calls.filter(({ f }) => f === addF);
  const reads = calls.filter((call) => isRead(call) && call.outcome === 'ok');
  const shows = (read: Call, element: unknown): boolean => has(listOf(shown(read)), element);
  let stable = false;
  for (const read of reads) {
    const elements = listOf(shown(read));
    if (elements.some((each, i) => has(elements.slice(0, i), each))) names.add('an element shown twice');
    for (const element of elements) {
      const own = adds.filter(({ asked }) => same(asked, element));
      if (own.length === 0) names.add('a read of what nobody added');
      else if (own.every(({ begin }) => begin > read.end)) names.add('a read from before the add');
      else if (own.every(({ outcome }) => outcome === 'fail')) names.add('a failed add that is seen');
    }
  }
  for (const [i, { asked: element }] of adds.entries()) {
    if (adds.slice(0, i).some(({ asked }) => same(asked, element))) continue;
    const own = adds.filter(({ asked }) => same(asked, element));
    const began = Math.max(...own.map(({ begin }) => begin));
    const knownBefore = (moment: number, since: number): boolean =>
      own.some((add) => add.outcome === 'ok' && add.end > since && add.end < moment) ||
      reads.some((read) => read.end > since && read.end < moment && shows(read, element));
    const asked = reads.filter(({ end }) => end > began);
    const last = asked.toSorted((a, b) => a.begin - b.begin).at(-1);
    const lost = last !== undefined && !shows(last, element) && knownBefore(last.begin, began);
    if (last !== undefined && shows(last, element)) stable = true;
    if (lost) names.add(last.final ? 'lost at the end' : 'missing from a read that is not final');
    for (const read of reads) {
      if (!read.final || shows(read, element) || !knownBefore(read.begin, -Infinity)) continue;
      if (lost && read === last) continue;
      const again = own.length > 1 && !knownBefore(read.begin, began);
      names.add(again ? 'added again, and lost before' : 'missing from a final read that is not the last');
    }
  }
  if (!stable && !names.has('lost at the end') && !names.has('missing from a read that is not final')) {
    names.add('nothing is known to be there');
  }
  return names;
}

export function sets(name: string, addF: string): Subject {
  return {
    name,
    cases: CASES,
    sound: (random) => sound(addF, random),
    mutations,
    check: (history) => setFull(history, addF),
    judge: (calls) => judge(addF, calls),
    compare({ 'duplicates-count': duplicates = 0, 'duplicated-count': duplicated }, names) {
      if (duplicated !== 0) return 'duplicated-count is not 0';
      return duplicates !== 0 && !names.has('an element shown twice')
        ? 'duplicates out of nowhere'
        : undefined;
    },
  };
}
