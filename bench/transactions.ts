/** What checking transactions costs in time and memory, and how that grows with the length of a history. */

import { type History, listAppend, type Operation, rwRegister } from '../harness/index.js';
import { transactions } from '../harness/workloads/transactions.js';
import { Random } from '../node/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { residentMb } from './processes.js';
import { digits, interleave, median, spread } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 5;
const PROCESSES = 10;
const OPTIONS = { 'key-count': 10, 'max-txn-length': 4, 'max-writes-per-key': 16 };
const CASES = (['append', 'w'] as const).flatMap((write) =>
  [10_000, 100_000].map((count) => ({
    name: `${write === 'append' ? 'list-append' : 'rw-register'}, ${count / 1000} k`,
    write,
    count,
  })),
);

type Write = (typeof CASES)[number]['write'];

interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** By how much the process was greater right after the check, what it let go included. */
  readonly megabytes: number;
  readonly valid: unknown;
}

export const checkingTransactions: Benchmark = {
  name: 'transactions',
  about:
    `Checking transactions for strict serializability: a valid history of ${PROCESSES} processes with the generator's defaults. ` +
    '100 k list-append transactions should take less than 10 s on one core, in linear memory.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ write, count }) =>
      inFreshProcess(import.meta.url, checkOnce, [write, count], ['--expose-gc']),
    );
    const rows = [...samples].map(([{ name, count }, costs]) => [
      name,
      spread(
        costs.map(({ wallSeconds }) => wallSeconds),
        digits(2),
      ),
      digits(2)(median(costs.map(({ cpuSeconds }) => cpuSeconds))),
      digits(1)(median(costs.map(({ cpuSeconds }) => (cpuSeconds / count) * 1e6))),
      digits(0)(median(costs.map(({ megabytes }) => megabytes))),
      digits(2)(median(costs.map(({ megabytes }) => (megabytes / count) * 1024))),
      costs.map(({ valid }) => String(valid)).join(' '),
    ]);
    return {
      columns: ['history', 's', 'CPU s', 'CPU µs per txn', 'MB', 'KB per txn', 'valid'],
      rows,
      notes: [
        `${ROUNDS} rounds, each check in a process of its own that has checked nothing before.`,
        'CPU seconds include those of the threads that compile and collect garbage.',
        'MB is by how much the process grew while it checked, garbage included; the history itself is not counted.',
      ],
    };
  },
};

export async function checkOnce(write: Write, count: number): Promise<Cost> {
  const history = serialHistory(write, count);
  globalThis.gc?.();
  const before = residentMb();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const check = write === 'append' ? listAppend : rwRegister;
  const { valid } = check(history, { models: ['strict-serializable'] });
  const wallSeconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { wallSeconds, cpuSeconds: (user + system) / 1e6, megabytes: residentMb() - before, valid };
}

/** Each transaction happens when it completes; others are invoked and complete in between. */
function serialHistory(write: Write, count: number): History {
  const random = new Random(1);
  const next = transactions(random, OPTIONS, write);
  const values = new Map<number, unknown>();
  const history: Operation[] = [];
  const idle = Array.from({ length: PROCESSES }, (_, process) => process);
  const open: (readonly [process: number, value: ReturnType<typeof next>])[] = [];
  const add = (type: Operation['type'], process: number, value: unknown): void => {
    history.push({ index: history.length, time: history.length * 1000, type, process, f: 'txn', value });
  };
  for (let begun = 0; begun < count || open.length > 0;) {
    const process = begun < count && (open.length === 0 || random.chance(0.5)) ? idle.pop() : undefined;
    if (process !== undefined) {
      const value = next();
      add('invoke', process, value);
      open.push([process, value]);
      begun++;
      continue;
    }
    const [[done, value] = [0, []]] = open.splice(random.integer(0, open.length - 1), 1);
    add(
      'ok',
      done,
      value.map(([f, key, argument]) => {
        const held = values.get(key) ?? null;
        if (f === 'r') return [f, key, held];
        values.set(key, f === 'append' ? [...((held as unknown[] | null) ?? []), argument] : argument);
        return [f, key, argument];
      }),
    );
    idle.push(done);
  }
  return history;
}
