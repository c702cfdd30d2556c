/** Stores for tests: folders with runs that nobody ran. */

import path from 'node:path';
import { folder, write } from '../folder.js';

export interface MadeUp {
  readonly workload?: string;
  readonly time?: string;
  readonly test?: unknown;
  readonly results?: unknown;
  readonly history?: readonly unknown[];
  readonly journal?: readonly unknown[];
}

export const TIME = '20260101T120000.000+0000';
/** Where no other is given. */
export const RUN = `broadcast/${TIME}`;
export const RUN_PATH = `/run/broadcast/${encodeURIComponent(TIME)}/`;

export const RESULTS = {
  valid: true,
  workload: {
    valid: true,
    'lost-count': 2,
    'stable-latencies': { '0': 1, '0.5': 100, '0.95': 150, '0.99': 190, '1': 200 },
  },
  stats: { valid: true, count: 10, 'ok-count': 8, 'fail-count': 1, 'info-count': 1 },
  availability: { valid: true, 'ok-fraction': 0.8 },
  net: {
    valid: true,
    servers: { 'send-count': 15, 'recv-count': 15, 'msg-count': 15, 'msgs-per-op': 1.5 },
  },
  faults: [{ fault: 'partition', text: 'one: n1 | n2', from: 1, to: 2 }],
  runtime: 'sim',
  seed: 7,
};
export const TEST = { workload: 'broadcast', nodes: ['n1', 'n2'], runtime: 'sim', rate: 10 };

/** Strings are written as they are, all else as JSON. Returns the store. */
export function storeOf(...runs: readonly MadeUp[]): string {
  const store = path.join(folder(), 'store');
  for (const run of runs) addRun(store, run);
  return store;
}

/** Returns the run's folder. */
export function addRun(store: string, run: MadeUp): string {
  const { workload = 'broadcast', time = TIME, test = TEST, results, history, journal } = run;
  const place = path.join(store, workload, time);
  const put = (name: string, value: unknown): void => {
    if (value !== undefined) write(path.join(place, name), textOf(value));
  };
  put('test.json', test);
  put('results.json', results);
  if (history !== undefined) put('history.ndjson', linesOf(history));
  if (journal !== undefined) put('journal.ndjson', linesOf(journal));
  return place;
}

export function linesOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${textOf(line)}\n`).join('');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The plan and the end of a sweep of two points and three seeds, as `eddy sweep` writes them. */
export const SWEEP_PLAN = {
  base: { workload: 'broadcast' },
  axes: [{ kind: 'configure', name: 'fanout', label: 'fanout', values: [1, 24] }],
  seeds: [1, 2, 3],
};
export const SWEEP_END = {
  ...SWEEP_PLAN,
  interrupted: false,
  sentence: 'Take fanout=1.',
  recommendation: { basis: 'target', met: 3, seeds: 3 },
  points: [{ runs: 3 }, { runs: 3 }],
  failures: [{ seed: 1 }],
};

/** Returns the sweep's folder. */
export function addSweep(store: string, time: string, files: Readonly<Record<string, unknown>>): string {
  const place = path.join(store, 'sweep', time);
  for (const [name, content] of Object.entries(files)) write(path.join(place, name), textOf(content));
  return place;
}
