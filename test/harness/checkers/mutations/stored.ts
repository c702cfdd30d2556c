/** What the stored histories of each workload are made of, as far as one must know to change them without changing what they say. */

import type { History, Operation } from '../../../../harness/operations/history.js';
import { canonicalJson, isObject } from '../../../../node/index.js';

export interface Stored {
  /** The same operation with each key and value renamed, two alike exactly if they were before. */
  readonly rename: (row: Operation) => Operation;
  /** Whether the verdict can hang on which of these neighbours, of two processes, comes first. */
  readonly commute: (a: Operation, b: Operation) => boolean;
  /** Whether the verdict cannot hang on this operation, which failed. */
  readonly mayDrop: (failed: Operation, history: History) => boolean;
  /** What may be tried and fail without a trace: number i of the attempts. */
  readonly failing: (i: number, history: History) => { readonly f: string; readonly value: unknown };
}

/** Both begin or both end, so that no call comes to lie before another. */
function bothEnds(a: Operation, b: Operation): boolean {
  return (a.type === 'invoke') === (b.type === 'invoke');
}

const always = (): boolean => true;

function wrapped(value: unknown): unknown {
  return value === null || value === undefined ? value : { was: [value] };
}

function valueOf(row: Operation, change: (value: unknown) => unknown): Operation {
  return { ...row, value: change(row.value) };
}

function list(value: unknown, change: (each: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : value;
}

const echo: Stored = {
  rename: (row) =>
    valueOf(row, (value) => {
      if (row.type !== 'ok' || !isObject(value)) return wrapped(value);
      return 'echo' in value ? { ...value, echo: wrapped(value['echo']) } : value;
    }),
  commute: always,
  // A failed echo is a mismatch.
  mayDrop: () => false,
  failing: () => ({ f: 'echo', value: null }),
};

const uniqueIds: Stored = {
  rename: (row) => (row.type === 'ok' ? valueOf(row, wrapped) : row),
  commute: always,
  mayDrop: always,
  failing: () => ({ f: 'generate', value: null }),
};

function setsOf(addF: string): Stored {
  return {
    rename: (row) =>
      valueOf(row, (value) => (row.f === addF ? { was: [value] } : list(value, (each) => ({ was: [each] })))),
    // The read that was invoked last has the last word.
    commute: (a, b) => bothEnds(a, b) && !(a.type === 'invoke' && a.f === 'read' && b.f === 'read'),
    mayDrop: ({ f }) => f === 'read',
    failing: (i) => (i % 2 === 0 ? { f: 'read', value: null } : { f: addF, value: `new ${i}` }),
  };
}

const counters: Stored = {
  rename: (row) =>
    valueOf(row, (value) => {
      if (typeof value === 'bigint') return -3n * value;
      return typeof value === 'number' ? -3 * value : value;
    }),
  commute: always,
  mayDrop: always,
  failing: (i) => (i % 2 === 0 ? { f: 'read', value: null } : { f: 'add', value: 1000 }),
};

function keyOf({ value }: Operation): string {
  return canonicalJson(Array.isArray(value) ? value[0] : value);
}

const linKv: Stored = {
  rename: (row) =>
    valueOf(row, (keyed) => {
      if (!Array.isArray(keyed) || keyed.length !== 2) return keyed;
      const [key, value] = keyed as [unknown, unknown];
      return [{ key }, row.f === 'cas' ? list(value, wrapped) : wrapped(value)];
    }),
  commute: (a, b) => bothEnds(a, b) || keyOf(a) !== keyOf(b),
  mayDrop: always,
  failing: (i, history) => {
    const [key] = (history.find(({ process }) => process !== 'nemesis')?.value ?? [0]) as readonly unknown[];
    return i % 2 === 0 ? { f: 'write', value: [key, 3] } : { f: 'cas', value: [key, [0, 1]] };
  },
};

type Micro = readonly unknown[];

function micros(value: unknown, change: (micro: Micro) => Micro): unknown {
  return list(value, (micro) => (Array.isArray(micro) ? change(micro) : micro));
}

const newKey = (key: unknown): string => `key ${String(key)}`;

const message = (value: unknown): unknown => ({ message: value });

const kafka: Stored = {
  rename: (row) =>
    valueOf(row, (value) => {
      if (row.f === 'assign') return list(value, newKey);
      return micros(value, ([f, first, second]) => {
        if (f === 'send') {
          const isTold = row.type === 'ok' && Array.isArray(second) && second.length === 2;
          return [
            f,
            newKey(first),
            isTold ? [(second as Micro)[0], message((second as Micro)[1])] : message(second),
          ];
        }
        if (!isObject(first)) return [f];
        const polled = Object.entries(first).map(([key, pairs]) => [
          newKey(key),
          list(pairs, (pair) => (Array.isArray(pair) ? [pair[0], message(pair[1])] : pair)),
        ]);
        return [f, Object.fromEntries(polled)];
      });
    }),
  commute: bothEnds,
  mayDrop: ({ f, value }, history) => {
    if (f === 'assign') return true;
    const shown = history
      .filter((row) => row.type !== 'invoke' && row.f !== 'send')
      .map((row) => canonicalJson(row.value));
    // A poll that showed something is believed though it failed; and what was read is looked for among what failed.
    if (f !== 'send') return canonicalJson(value) === '[["poll"]]';
    const [[, , sent]] = value as [Micro];
    return !shown.some((text) => text.includes(`,${canonicalJson(sent)}]`));
  },
  failing: (i) =>
    i % 2 === 0 ? { f: 'poll', value: [['poll']] } : { f: 'send', value: [['send', '0', `new ${i}`]] },
};

function transactional(write: string): Stored {
  const writesOf = (value: unknown): string[] =>
    (value as Micro[]).filter(([f]) => f === write).map(([, key, each]) => canonicalJson([key, each]));
  return {
    rename: (row) =>
      valueOf(row, (value) =>
        micros(value, ([f, key, each]) => [
          f,
          newKey(key),
          write === 'append' && f === 'r' ? list(each, wrapped) : wrapped(each),
        ]),
      ),
    commute: bothEnds,
    mayDrop: ({ value }, history) => {
      const own = new Set(writesOf(value));
      const others = history.filter((row) => row.f === 'txn' && row.value !== value);
      const seen = others.flatMap((row) =>
        (row.value as Micro[]).flatMap(([, key, each]) =>
          (Array.isArray(each) ? (each as unknown[]) : [each]).map((one) => canonicalJson([key, one])),
        ),
      );
      return seen.filter((each) => own.has(each)).length <= own.size;
    },
    failing: (i, history) => {
      const txn = history.find(({ f }) => f === 'txn')?.value as Micro[] | undefined;
      return { f: 'txn', value: [[write, txn?.[0]?.[1] ?? 0, `new ${i}`]] };
    },
  };
}

export const STORED: Readonly<Record<string, Stored>> = {
  echo,
  'unique-ids': uniqueIds,
  broadcast: setsOf('broadcast'),
  'g-set': setsOf('add'),
  'g-counter': counters,
  'pn-counter': counters,
  'lin-kv': linKv,
  kafka,
  'txn-list-append': transactional('append'),
  'txn-rw-register': transactional('w'),
};
