/** What can go wrong with a queue: messages that are lost, come twice, at another offset, in another order or out of nowhere. */

import { isObject, type Random } from '../../../../node/index.js';
import { type Call, shown } from './call.js';
import { KEYS, type Pair } from './kafka-queue.js';
import { ANY, answer, changeOne, type Mutation, type Mutations, turned } from './mutations.js';

const isSend = ({ f }: Call): boolean => f === 'send';
const isPoll = ({ f }: Call): boolean => f === 'poll';

/** Changes the messages of one key in one poll. */
function polled(change: (pairs: readonly Pair[], random: Random) => readonly Pair[] | undefined): Mutation {
  return answer(isPoll, (told, random) => {
    const [[, byKey]] = told as [[string, Record<string, readonly Pair[]>]];
    if (!isObject(byKey)) return undefined;
    const full = Object.keys(byKey).filter((key) => byKey[key]?.length !== 0);
    if (full.length === 0) return undefined;
    const key = random.pick(full);
    const pairs = change(byKey[key] ?? [], random);
    return pairs === undefined ? undefined : [['poll', { ...byKey, [key]: pairs }]];
  });
}

/** Changes one of the messages. */
function onePair(change: (pair: Pair, random: Random) => readonly Pair[]): Mutation {
  return polled((pairs, random) => {
    const at = random.integer(0, pairs.length - 1);
    return pairs.flatMap((pair, i) => (i === at ? change(pair, random) : [pair]));
  });
}

/** Leaves one message that was acknowledged out of the polls that are suitable. */
function losing(suits: (call: Call) => boolean): Mutation {
  return (random, calls) => {
    const sends = calls.filter((call) => isSend(call) && call.outcome === 'ok');
    if (sends.length === 0) return undefined;
    const [[, key, [offset]]] = shown(random.pick(sends)) as [[string, string, Pair]];
    return calls.map((call) => {
      if (!isPoll(call) || call.outcome !== 'ok' || !suits(call)) return call;
      const [[f, byKey]] = shown(call) as [[string, Record<string, readonly Pair[]>]];
      if (!isObject(byKey) || byKey[key] === undefined) return call;
      return { ...call, told: [[f, { ...byKey, [key]: byKey[key].filter(([at]) => at !== offset) }]] };
    });
  };
}

function offsetBy(offset: unknown, by: number): unknown {
  return typeof offset === 'number' ? offset + by : offset;
}

/** A send that was told no offset in the way in which it should have been. */
const NO_OFFSETS: readonly unknown[] = [null, -1, '0', 0.5];

/** One more process polls what a final poll showed of a key, in two polls between which so many messages are missing. */
function inTwoParts(missing: number): Mutation {
  return (random, calls) => {
    const logs = calls.flatMap((call): (readonly [string, readonly Pair[]])[] => {
      if (!isPoll(call) || !call.final || call.outcome !== 'ok') return [];
      const [[, byKey]] = shown(call) as [[string, unknown]];
      return isObject(byKey) ? Object.entries(byKey as Record<string, readonly Pair[]>) : [];
    });
    const long = logs.filter(([, pairs]) => pairs.length > 1 + Math.max(0, missing));
    if (long.length === 0) return undefined;
    const [key, pairs] = random.pick(long);
    const begin = Math.max(...calls.map((call) => call.end)) + 1;
    const poll = (part: readonly Pair[], at: number): Call => {
      const asked = [['poll']];
      const told = [['poll', { [key]: part }]];
      return { process: 60, f: 'poll', asked, outcome: 'ok', told, begin: at, end: at + 1, final: true };
    };
    return [...calls, poll(pairs.slice(0, 1), begin), poll(pairs.slice(1 + missing), begin + 2)];
  };
}

/** Sends some message twice: the second time by another process, some time later. */
function sentAgain(outcome: 'ok' | 'fail'): Mutation {
  return (random, calls) => {
    const sends = calls.filter((call) => isSend(call) && call.outcome === 'ok');
    if (sends.length === 0) return undefined;
    const { told: _, ...one } = random.pick(sends);
    const end = Math.max(...calls.map((call) => call.end));
    const [[f, key, message]] = one.asked as [[string, string, unknown]];
    const again = { ...one, process: 50, outcome, begin: one.end + 0.1, end: end + 1 };
    return [...calls, outcome === 'ok' ? { ...again, told: [[f, key, [99, message]]] } : again];
  };
}

export const MUTATIONS: Mutations = {
  ...ANY,
  'a message is lost from a poll': onePair(() => []),
  'a poll shows a message twice': onePair((pair) => [pair, pair]),
  'a poll shows two messages in the wrong order': polled((pairs, random) =>
    pairs.length < 2 ? undefined : random.shuffle(pairs),
  ),
  'a poll shows a message at another offset': onePair(([offset, message], random) => [
    [offsetBy(offset, random.pick([-1, 1, 2, 50])), message],
  ]),
  'a poll shows no offset': onePair(([, message], random) => [[random.pick(NO_OFFSETS), message]]),
  'a poll shows what nobody sent': onePair(([offset], random) => [
    [offset, random.pick(['never sent', '0', 0, null])],
  ]),
  'a poll shows what nobody sent, at the end': polled((pairs) => [...pairs, [60, 'never sent']]),
  'a poll begins again where another began': polled((pairs) => [...pairs, ...pairs]),
  'a send is told another offset': answer(isSend, (told, random) => {
    const [[f, key, [offset, message]]] = told as [[string, string, Pair]];
    return [[f, key, [offsetBy(offset, random.pick([-1, 1, 2, 50])), message]]];
  }),
  'a send is told no offset': answer(isSend, (told, random) => {
    const [[f, key, [, message]]] = told as [[string, string, Pair]];
    return [[f, key, [random.pick(NO_OFFSETS), message]]];
  }),
  'a message is in no poll': losing(() => true),
  'a message is in the final polls alone': losing(({ final }) => !final),
  'a message is in all but the final polls': losing(({ final }) => final),
  'one call is all there is': (random, calls) => [random.pick(calls)],
  'a poll failed that showed a message at another offset': (random, calls) => {
    const shifted = onePair(([offset, message]) => [[offsetBy(offset, 1), message]])(random, calls);
    return shifted?.map((call) => (calls.includes(call) ? call : { ...call, outcome: 'fail' }));
  },
  'a poll that showed messages failed': changeOne(
    (call) => isPoll(call) && call.outcome === 'ok',
    (call, random) => ({ ...call, outcome: random.pick(['fail', 'info']) }),
  ),
  'a send turns out to have failed': changeOne(
    (call) => isSend(call) && call.outcome === 'ok',
    (call) => turned(call, 'fail'),
  ),
  'an unknown send succeeded at the end of the log': changeOne(
    (call) => isSend(call) && (call.outcome === 'info' || call.outcome === 'fail'),
    (call) => {
      const [[f, key, message]] = call.asked as [[string, string, unknown]];
      return { ...call, outcome: 'ok', told: [[f, key, [70, message]]] };
    },
  ),
  'an assign is of other keys': changeOne(
    ({ f }) => f === 'assign',
    (call, random) => {
      const keys = KEYS.filter(() => random.chance(0.5));
      return { ...call, asked: keys, ...(call.outcome === 'ok' && { told: keys }) };
    },
  ),
  'a message is sent again': sentAgain('ok'),
  'a message is acknowledged once more, when all is over': (random, calls) => {
    const sends = calls.filter((call) => isSend(call) && call.outcome === 'ok');
    if (sends.length === 0) return undefined;
    const end = Math.max(...calls.map((call) => call.end));
    return [...calls, { ...random.pick(sends), process: 50, begin: end + 1, end: end + 2 }];
  },
  'a process polls a log in two parts': inTwoParts(0),
  'a process polls a log in two parts, and leaves out what is between': inTwoParts(1),
  'a process polls a log in two parts, of which the second repeats the first': inTwoParts(-1),
  'a message is sent again, in vain': sentAgain('fail'),
  'all is one process': (_, calls) => calls.map((call) => ({ ...call, process: call.process < 100 ? 0 : 1 })),
};
