/**
 * Histories of transactions from stores of known isolation: random transactions, of which several are under way at a time,
 * each invoked, carried out step by step and completed at random moments.
 */

import type { History, Operation, OperationType } from '../../../../harness/operations/history.js';
import { type MicroOperation, transactions } from '../../../../harness/workloads/transactions.js';
import { Random } from '../../../../node/index.js';

export type Write = 'append' | 'w';

export type Values = Map<number, unknown>;

/** One transaction in a store: its steps in order, and what it then shows; undefined where it was aborted. */
interface Attempt {
  readonly steps: readonly (() => void)[];
  readonly shown: () => readonly (readonly unknown[])[] | undefined;
}

/** A store by what it does with a transaction. */
export type Store = (micros: readonly MicroOperation[]) => Attempt;

export interface Run {
  readonly seed: number;
  readonly write: Write;
  readonly store: (random: Random) => Store;
  readonly count?: number;
  readonly processes?: number;
  readonly keys?: number;
  readonly maxLength?: number;
  /** How many never say how they ended, carried out or not. */
  readonly unknown?: number;
}

interface Open {
  readonly process: number;
  readonly micros: readonly MicroOperation[];
  readonly attempt: Attempt;
  readonly steps: (() => void)[];
}

export function execute(run: Run): History {
  const random = new Random(run.seed);
  const store = run.store(random.fork('store'));
  const options = {
    'key-count': run.keys ?? 3,
    'max-txn-length': run.maxLength ?? 4,
    'max-writes-per-key': 8,
  };
  const next = transactions(random.fork('transactions'), options, run.write);
  const history: Operation[] = [];
  const add = (type: OperationType, process: number, value: unknown): void => {
    history.push({ index: history.length, time: (history.length + 1) * 1e6, type, process, f: 'txn', value });
  };
  const open: Open[] = [];
  const idle = Array.from({ length: run.processes ?? 5 }, (_, process) => process);
  let processes = idle.length;
  let left = run.count ?? 30;
  while (left > 0 || open.length > 0) {
    const process = left > 0 && (open.length === 0 || random.chance(0.4)) ? idle.shift() : undefined;
    if (process !== undefined) {
      const micros = next();
      const attempt = store(micros);
      add('invoke', process, micros);
      open.push({ process, micros, attempt, steps: [...attempt.steps] });
      left--;
      continue;
    }
    const one = random.pick(open);
    const lost = random.chance((run.unknown ?? 0) / 3);
    const step = lost ? undefined : one.steps.shift();
    if (step !== undefined) {
      step();
      continue;
    }
    open.splice(open.indexOf(one), 1);
    const shown = lost || random.chance(run.unknown ?? 0) ? null : one.attempt.shown();
    if (shown === null) add('info', one.process, one.micros);
    else if (shown === undefined) add('fail', one.process, one.micros);
    else add('ok', one.process, shown);
    idle.push(shown === null ? processes++ : one.process);
  }
  return history;
}

/** Carries out one micro-operation on these values, and says what it shows. */
export function apply(values: Values, [f, key, value]: MicroOperation): readonly unknown[] {
  if (f === 'r') {
    const seen = values.get(key);
    return [f, key, Array.isArray(seen) ? [...(seen as unknown[])] : (seen ?? null)];
  }
  const list = (values.get(key) ?? []) as unknown[];
  values.set(key, f === 'append' ? [...list, value] : value);
  return [f, key, value];
}

/** One transaction after the other, each at one moment. */
export function serial(random: Random, aborts = 0): Store {
  const values: Values = new Map();
  return (micros) => {
    let shown: (readonly unknown[])[] | undefined;
    const step = (): void => {
      if (!random.chance(aborts)) shown = micros.map((micro) => apply(values, micro));
    };
    return { steps: [step], shown: () => shown };
  };
}

/** Each sees what was committed when it began; it is aborted if another wrote to the same key since, if that is looked at. */
export function snapshot(detectsConflicts: boolean): Store {
  let committed: Values = new Map();
  const changed = new Map<number, number>();
  let version = 0;
  return (micros) => {
    let shown: (readonly unknown[])[] | undefined;
    let own: Values = new Map();
    let began = 0;
    const begin = (): void => {
      own = new Map(committed);
      began = version;
    };
    const commit = (): void => {
      const answers = micros.map((micro) => apply(own, micro));
      const keys = new Set(micros.filter(([f]) => f !== 'r').map(([, key]) => key));
      if (detectsConflicts && [...keys].some((key) => (changed.get(key) ?? 0) > began)) return;
      version++;
      committed = new Map(committed);
      for (const key of keys) {
        committed.set(key, own.get(key));
        changed.set(key, version);
      }
      shown = answers;
    };
    return { steps: [begin, commit], shown: () => shown };
  };
}

/** Each micro-operation at a moment of its own. */
export function interleaved(): Store {
  const values: Values = new Map();
  return (micros) => {
    const shown: (readonly unknown[])[] = [];
    return { steps: micros.map((micro) => () => shown.push(apply(values, micro))), shown: () => shown };
  };
}

/** Carries out what it then says to have aborted. */
export function dirty(random: Random): Store {
  const inner = serial(random);
  return (micros) => {
    const attempt = inner(micros);
    const aborted = random.chance(0.2);
    return { ...attempt, shown: () => (aborted ? undefined : attempt.shown()) };
  };
}

/** Serializable, but transactions that only read are answered from the past. */
export function stale(random: Random): Store {
  const past: Values[] = [new Map()];
  return (micros) => {
    let shown: (readonly unknown[])[] = [];
    const step = (): void => {
      const now = new Map(past.at(-1));
      const readsOnly = micros.every(([f]) => f === 'r');
      const seen = readsOnly
        ? new Map(past[random.integer(Math.max(0, past.length - 4), past.length - 1)])
        : now;
      shown = micros.map((micro) => apply(seen, micro));
      if (!readsOnly) past.push(now);
    };
    return { steps: [step], shown: () => shown };
  };
}
