/** A correct queue, played by random steps: what its history looks like, for laws of the checker. */

import * as fc from 'fast-check';
import type { History, Operation } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';

const KEYS = ['a', 'b'];
const PROCESSES = 3;

export type Step =
  | {
      readonly kind: 'send';
      readonly process: number;
      readonly key: string;
      readonly outcome: 'ok' | 'info' | 'fail' | 'done, info';
    }
  | { readonly kind: 'poll'; readonly process: number; readonly most: number }
  | { readonly kind: 'assign'; readonly process: number; readonly keys: readonly string[] }
  | { readonly kind: 'crash'; readonly process: number };

const process = fc.nat(PROCESSES - 1);
const key = fc.constantFrom(...KEYS);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('send' as const),
        process,
        key,
        outcome: fc.constantFrom(
          'ok' as const,
          'ok' as const,
          'ok' as const,
          'info' as const,
          'fail' as const,
          'done, info' as const,
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('poll' as const),
        process,
        most: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('assign' as const), process, keys: fc.uniqueArray(key) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), process }) },
  ),
  { minLength: 1, maxLength: 40 },
);

/** The history of these steps, with final polls that read everything. */
export function played(all: readonly Step[]): History {
  const logs = new Map(KEYS.map((each) => [each, [] as number[]]));
  const log = (of: string): number[] => logs.get(of) ?? [];
  const numbers = Array.from({ length: PROCESSES }, (_, i) => i);
  const nexts = numbers.map(() => new Map<string, number>());
  const rows: Row[] = [];
  let message = 0;
  /** What a process did ends its life where nobody knows what came of it. */
  const done = (i: number, type: 'ok' | 'info' | 'fail', f: string, asked: unknown, told: unknown): void => {
    const number = numbers[i] as number;
    rows.push([number, 'invoke', f, asked], [number, type, f, type === 'ok' ? told : asked]);
    if (type !== 'info') return;
    numbers[i] = number + PROCESSES;
    nexts[i] = new Map();
  };
  const poll = (i: number, most: number): void => {
    const shown: Record<string, unknown> = {};
    for (const [of, next] of nexts[i] as Map<string, number>) {
      const messages = log(of).slice(next, next + most);
      if (messages.length === 0) continue;
      shown[of] = messages.map((each, place) => [next + place, each]);
      nexts[i]?.set(of, next + messages.length);
    }
    done(i, 'ok', 'poll', [['poll']], [['poll', shown]]);
  };
  for (const step of all) {
    const { process: i } = step;
    if (step.kind === 'poll') poll(i, step.most);
    else if (step.kind === 'crash') done(i, 'info', 'crash', null, null);
    else if (step.kind === 'assign') {
      nexts[i] = new Map(step.keys.map((of) => [of, nexts[i]?.get(of) ?? 0]));
      done(i, 'ok', 'assign', step.keys, step.keys);
    } else {
      const type = step.outcome === 'done, info' ? 'info' : step.outcome;
      const happened = step.outcome === 'ok' || step.outcome === 'done, info';
      const offset = log(step.key).length;
      message++;
      if (happened) log(step.key).push(message);
      done(i, type, 'send', [['send', step.key, message]], [['send', step.key, [offset, message]]]);
    }
  }
  done(0, 'info', 'crash', null, null);
  nexts[0] = new Map(KEYS.map((each) => [each, 0]));
  poll(0, Infinity);
  return history(...rows);
}

type Shown = readonly [f: string, ...rest: readonly unknown[]];

/** The same history with every offset and message that a client was told changed; undefined leaves a polled one out. */
export function changed(
  all: History,
  change: (
    key: string,
    offset: number,
    message: unknown,
    operation: Operation,
  ) => readonly [number, unknown] | undefined,
): History {
  return all.map((operation) => {
    if (operation.type !== 'ok' || (operation.f !== 'send' && operation.f !== 'poll')) return operation;
    const [[f, first, second]] = operation.value as [Shown];
    if (f === 'send') {
      const [offset, message] = second as [number, unknown];
      return { ...operation, value: [[f, first, change(first as string, offset, message, operation)]] };
    }
    const polled = Object.entries(first as Record<string, [number, unknown][]>).map(([of, pairs]) => [
      of,
      pairs.flatMap(([offset, message]) => {
        const pair = change(of, offset, message, operation);
        return pair === undefined ? [] : [pair];
      }),
    ]);
    return { ...operation, value: [[f, Object.fromEntries(polled)]] };
  });
}
