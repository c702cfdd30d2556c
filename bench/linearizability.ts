/**
 * Operations that are checked for linearizability: easy histories of growing length, and hard ones, in which many
 * operations overlap or end unknown. The time of reading a history is not in it.
 */

import { casRegister, linearizableByKey } from '../harness/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { type Load, registerHistory, withWrongReads } from './register-history.js';
import { digits, interleave, median, spread, thousands } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const LIMIT_SECONDS = 10;

interface Case {
  readonly name: string;
  readonly load: Load;
  readonly wrong: boolean;
}

interface Speed {
  readonly perSecond: number;
  readonly seconds: number;
  readonly valid: boolean | 'unknown';
}

/** Five values, as lin-kv has them. */
const EASY: Load = { operations: 0, keys: 1, processes: 10, values: 5, unknown: 0 };

function easy(operations: number, keys: number, wrong: boolean): Case {
  const name = `${thousands(operations)} operations, ${keys === 1 ? '1 key' : `${keys} keys`}${wrong ? ', wrong reads' : ''}`;
  return { name, load: { ...EASY, operations, keys }, wrong };
}

function hard(name: string, load: Partial<Load>, wrong = false): Case {
  return { name, load: { ...EASY, operations: 2000, ...load }, wrong };
}

const CASES: readonly Case[] = [
  ...[1000, 10_000, 100_000].flatMap((operations) => [
    easy(operations, 1, false),
    easy(operations, 100, false),
    easy(operations, 1, true),
    easy(operations, 100, true),
  ]),
  hard('20 processes on a key', { processes: 20 }),
  hard('50 processes on a key', { processes: 50 }),
  hard('20 unknown', { unknown: 0.01 }),
  hard('100 unknown', { unknown: 0.05 }),
  hard('100 unknown, wrong reads', { unknown: 0.05 }, true),
  hard('400 unknown', { unknown: 0.2 }),
  hard('400 unknown, each write with a value of its own', { unknown: 0.2, values: 0 }),
];

export const linearizability: Benchmark = {
  name: 'linearizability',
  about:
    'Operations per second of CPU that are checked for linearizability. Aim: 100 k/s where it is easy, and growth that is linear.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ load, wrong }) =>
      inFreshProcess(import.meta.url, checkedSpeed, [load, wrong]),
    );
    const rows = [...samples].map(([{ name, load }, speeds]) => [
      name,
      `${load.processes}`,
      String(speeds[0]?.valid),
      spread(
        speeds.map(({ perSecond }) => perSecond),
        thousands,
      ),
      digits(3)(median(speeds.map(({ seconds }) => seconds))),
    ]);
    return {
      columns: ['history', 'processes/key', 'valid', 'operations per s of CPU', 's of CPU'],
      rows,
      notes: [
        `Hard histories have 2,000 operations on one key. ${ROUNDS} rounds, a first check to warm up, and ${LIMIT_SECONDS} s at most.`,
      ],
    };
  },
};

export async function checkedSpeed(load: Load, wrong: boolean): Promise<Speed> {
  const histories = [1, 2].map((seed) => registerHistory(load, seed));
  const [first = [], second = []] = histories.map((history) => (wrong ? withWrongReads(history) : history));
  check(first);
  const before = process.cpuUsage();
  const valid = check(second);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  return { perSecond: load.operations / seconds, seconds, valid };
}

function check(history: Parameters<typeof linearizableByKey>[0]): Speed['valid'] {
  const end = performance.now() + LIMIT_SECONDS * 1000;
  return linearizableByKey(history, casRegister, { deadline: () => performance.now() >= end }).valid;
}
