/** What the kafka checker costs for each operation, on histories as a run makes them and on ones that are harder. */

import { type History, HistoryRecorder, kafka } from '../harness/index.js';
import { MILLISECOND, Random } from '../node/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { digits, interleave, median, spread, thousands } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const PROCESSES = 10;

interface Case {
  readonly name: string;
  readonly operations: number;
  /** Messages of a key before the next one takes its place. */
  readonly messagesPerKey: number;
  /** Every tenth message gets the offset of the one before. */
  readonly broken?: true;
}

const CASES: readonly Case[] = [
  { name: '10 k operations', operations: 10_000, messagesPerKey: 16 },
  { name: '100 k operations', operations: 100_000, messagesPerKey: 16 },
  { name: '100 k operations, one key', operations: 100_000, messagesPerKey: Infinity },
  { name: '100 k operations, broken', operations: 100_000, messagesPerKey: 16, broken: true },
];

interface Cost {
  readonly microsecondsPerOperation: number;
  /** Of all threads: the garbage collector's too. */
  readonly cpuMicrosecondsPerOperation: number;
  readonly polled: number;
  readonly heapMebibytes: number;
  readonly valid: unknown;
}

export const kafkaChecker: Benchmark = {
  name: 'kafka-checker',
  about:
    'What the checker of kafka costs. It should be microseconds for each operation, however long the history is.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, (each) =>
      inFreshProcess(import.meta.url, checkQueue, [
        each.operations,
        each.messagesPerKey,
        each.broken === true,
      ]),
    );
    const rows = [...samples].map(([{ name }, costs]) => [
      name,
      spread(
        costs.map(({ microsecondsPerOperation }) => microsecondsPerOperation),
        digits(1),
      ),
      digits(1)(median(costs.map(({ cpuMicrosecondsPerOperation }) => cpuMicrosecondsPerOperation))),
      thousands(median(costs.map(({ polled }) => polled))),
      digits(0)(median(costs.map(({ heapMebibytes }) => heapMebibytes))),
      costs.map(({ valid }) => String(valid)).join(' '),
    ]);
    return {
      columns: ['history', 'µs per operation', 'CPU', 'messages polled', 'heap afterwards, MiB', 'valid'],
      rows,
      notes: [
        `Half sends, half polls by ${PROCESSES} processes, which all read everything in the end.`,
        `The first check in a fresh process, compilation included. ${ROUNDS} rounds.`,
      ],
    };
  },
};

export async function checkQueue(
  operations: number,
  messagesPerKey: number | null,
  broken: boolean,
): Promise<Cost> {
  // Infinity becomes null on its way as JSON.
  const history = queueHistory(operations, messagesPerKey ?? Infinity, broken);
  const start = performance.now();
  const before = process.cpuUsage();
  const { valid } = kafka(history);
  const { user, system } = process.cpuUsage(before);
  const microseconds = (performance.now() - start) * 1000;
  return {
    microsecondsPerOperation: microseconds / operations,
    cpuMicrosecondsPerOperation: (user + system) / operations,
    polled: history.reduce(
      (sum, { f, type, value }) => sum + (f === 'poll' && type === 'ok' ? countOf(value) : 0),
      0,
    ),
    heapMebibytes: process.memoryUsage().heapUsed / 2 ** 20,
    valid,
  };
}

/** What clients see of a correct queue (or nearly): each polls the newest key, and all keys in the end. */
function queueHistory(operations: number, messagesPerKey: number, broken: boolean): History {
  const random = new Random(1);
  const recorder = new HistoryRecorder();
  const logs: [offset: number, message: number][][] = [[]];
  const nexts = Array.from({ length: PROCESSES }, () => ({ key: 0, place: 0 }));
  let time = 0;
  const perform = (process: number, f: string, asked: unknown, told: unknown): void => {
    recorder.add({ time: (time += MILLISECOND), type: 'invoke', process, f, value: asked });
    recorder.add({ time: (time += MILLISECOND), type: 'ok', process, f, value: told });
  };
  for (let i = 0; i < operations; i++) {
    const process = random.integer(0, PROCESSES - 1);
    const newest = logs.length - 1;
    const log = logs[newest] ?? [];
    if (random.chance(0.5)) {
      const message = log.length + 1;
      const offset = broken && message % 10 === 0 ? message - 1 : message;
      log.push([offset, message]);
      perform(process, 'send', [['send', `${newest}`, message]], [['send', `${newest}`, [offset, message]]]);
      if (log.length === messagesPerKey) logs.push([]);
      continue;
    }
    const next = nexts[process];
    if (next === undefined) continue;
    if (next.key !== newest) {
      Object.assign(next, { key: newest, place: 0 });
      perform(process, 'assign', [`${newest}`], [`${newest}`]);
    }
    perform(process, 'poll', [['poll']], [['poll', { [newest]: log.slice(next.place) }]]);
    next.place = log.length;
  }
  for (let process = PROCESSES; process < 2 * PROCESSES; process++) {
    perform(
      process,
      'poll',
      [['poll']],
      [['poll', Object.fromEntries(logs.map((log, key) => [`${key}`, log]))]],
    );
  }
  return recorder.history;
}

function countOf(value: unknown): number {
  const [[, polled]] = value as [[string, Record<string, unknown[]>]];
  return Object.values(polled).reduce((sum, { length }) => sum + length, 0);
}
