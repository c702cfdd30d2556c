/**
 * What a queue of several keys must never show, as statements about all messages that were shown: each error by its
 * definition, without a log being built.
 */

import { isObject } from '../../../../node/index.js';
import { type Call, shown } from './call.js';
import { has, same } from './sameness.js';

/** A message as some call showed it. */
interface Sight {
  readonly key: string;
  readonly message: unknown;
  /** Undefined if it was shown at no place in the log. */
  readonly offset: number | undefined;
  readonly call: Call;
}

function sentBy(call: Call): Sight[] {
  if (call.f !== 'send') return [];
  const [[, key, second]] = shown(call) as [[string, string, unknown]];
  if (call.outcome !== 'ok') return [{ key, message: second, offset: undefined, call }];
  const [offset, message] = second as [unknown, unknown];
  return [{ key, message, offset: place(offset), call }];
}

function polledBy(call: Call): Sight[] {
  if (call.f !== 'poll' || call.outcome === 'open') return [];
  const [[, byKey]] = shown(call) as [[string, unknown]];
  if (!isObject(byKey)) return [];
  return Object.entries(byKey).flatMap(([key, pairs]) =>
    (pairs as [unknown, unknown][]).map(([offset, message]) => ({
      key,
      message,
      offset: place(offset),
      call,
    })),
  );
}

function place(offset: unknown): number | undefined {
  return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 ? offset : undefined;
}

function completed({ outcome, begin, end }: Call): number {
  return outcome === 'open' ? begin : end;
}

function sameMessage(a: Sight, b: Sight): boolean {
  return a.key === b.key && same(a.message, b.message);
}

export function judge(calls: readonly Call[]): ReadonlySet<string> {
  const names = new Set<string>();
  const sends = calls.flatMap(sentBy);
  const polls = calls.flatMap(polledBy);
  const reads = polls.filter(({ call }) => call.outcome === 'ok');
  const acknowledged = sends.filter(({ call }) => call.outcome === 'ok');
  const placed = [...acknowledged, ...polls].filter(({ offset }) => offset !== undefined);
  const wasRead = (sight: Sight): boolean => reads.some((read) => sameMessage(read, sight));
  /** How many places of its key lie before that of this message. */
  const rank = (sight: Sight): number | undefined => {
    const own = placed.filter((other) => sameMessage(other, sight)).map(({ offset }) => Number(offset));
    if (own.length === 0) return undefined;
    const before = placed.filter(({ key, offset }) => key === sight.key && Number(offset) < Math.max(...own));
    return new Set(before.map(({ offset }) => offset)).size;
  };
  const step = (from: Sight, to: Sight, skip: string | undefined, back: string): void => {
    const [a, b] = [rank(from), rank(to)];
    if (a === undefined || b === undefined) return;
    if (b <= a) names.add(back);
    else if (b > a + 1 && skip !== undefined) names.add(skip);
  };
  for (const a of placed) {
    for (const b of placed) {
      if (a.key !== b.key) continue;
      if (a.offset === b.offset && !same(a.message, b.message)) names.add('inconsistent-offsets');
      if (a.offset !== b.offset && same(a.message, b.message)) names.add('duplicate');
    }
  }
  for (const sent of acknowledged) {
    if (wasRead(sent)) continue;
    names.add('unseen');
    const at = rank(sent);
    if (at !== undefined && reads.some((read) => read.key === sent.key && (rank(read) ?? -1) >= at))
      names.add('lost-write');
  }
  for (const read of reads) {
    const own = sends.filter((sent) => sameMessage(sent, read));
    if (own.length === 0) names.add('no-writer-of-value');
    const possible = own.map(({ call }) => call).filter(({ outcome }) => outcome !== 'fail');
    const last = possible.toSorted((a, b) => completed(a) - completed(b)).at(-1);
    if (last !== undefined && last.begin > read.call.end) {
      const always = possible.every(({ begin }) => begin > read.call.end);
      names.add(always ? 'read before it was sent' : 'read before it was sent again');
    }
    if (own.some(({ call }) => call.outcome === 'fail'))
      names.add(own.every(({ call }) => call.outcome === 'fail') ? 'G1a' : 'failed, but sent again');
  }
  if ([...acknowledged, ...polls].some(({ offset }) => offset === undefined))
    names.add('an offset of no place');
  for (const call of calls) {
    for (const [a, b] of neighbours(polledBy(call))) step(a, b, 'int-poll-skip', 'int-nonmonotonic-poll');
  }
  for (const [a, b] of acrossCalls(calls, polledBy)) step(a, b, 'poll-skip', 'nonmonotonic-poll');
  const effective = calls.filter(({ outcome }) => outcome !== 'fail');
  const lasting = acrossCalls(effective, (call) =>
    sentBy(call).filter((sent) => call.outcome === 'ok' || wasRead(sent)),
  );
  for (const [a, b] of lasting) step(a, b, undefined, 'nonmonotonic-send');
  if (!somethingComesBefore(calls, reads, sends)) names.add('empty-transaction-graph');
  return names;
}

/** Each message with the next one of its key. */
function neighbours(sights: readonly Sight[]): [Sight, Sight][] {
  return sights.flatMap((a, i): [Sight, Sight][] => {
    const next = sights.slice(i + 1).find(({ key }) => key === a.key);
    return next === undefined ? [] : [[a, next]];
  });
}

/**
 * The last message of a key in one call with the first of that key in the next such call of the process, unless an assign
 * in between took the key away.
 */
function acrossCalls(calls: readonly Call[], look: (call: Call) => readonly Sight[]): [Sight, Sight][] {
  const pairs: [Sight, Sight][] = [];
  for (const call of calls) {
    const behind = calls.filter(({ process, begin }) => process === call.process && begin > call.begin);
    for (const key of new Set(look(call).map((sight) => sight.key))) {
      const from = look(call).findLast((sight) => sight.key === key);
      const next = behind.find((each) => look(each).some((sight) => sight.key === key));
      const to = next === undefined ? undefined : look(next).find((sight) => sight.key === key);
      const dropped = behind.some(
        (each) =>
          each.f === 'assign' &&
          each.outcome !== 'fail' &&
          each.begin < (next?.begin ?? 0) &&
          !has(shown(each) as readonly unknown[], key),
      );
      if (from !== undefined && to !== undefined && !dropped) pairs.push([from, to]);
    }
  }
  return pairs;
}

/** Whether some call must have come before another: it was over when that began, or sent what that read. */
function somethingComesBefore(
  calls: readonly Call[],
  reads: readonly Sight[],
  sends: readonly Sight[],
): boolean {
  const working = calls.filter(({ f }) => f === 'send' || f === 'poll');
  const inTime = working.some(
    (a) => a.outcome === 'ok' && working.some((b) => b.outcome !== 'fail' && a.end < b.begin),
  );
  return inTime || reads.some((read) => sends.some((sent) => sameMessage(sent, read)));
}
