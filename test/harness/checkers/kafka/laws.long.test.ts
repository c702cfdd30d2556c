/** Laws of the kafka checker: what a correct queue does is valid, what is spoiled is found, and offsets count by rank only. */

import test from 'ava';
import * as fc from 'fast-check';
import { kafka, type KafkaResult } from '../../../../harness/checkers/index.js';
import { buildLogs, distance } from '../../../../harness/checkers/kafka/logs.js';
import { isTransaction, readEvents } from '../../../../harness/checkers/kafka/transactions.js';
import type { History } from '../../../../harness/operations/history.js';
import { history } from '../operations.js';
import { changed, played, steps } from './queue.js';
import { poll } from './rows.js';

const RUNS = { seed: 1, numRuns: 300 };

/** The acknowledged messages, each once. */
function acknowledged(all: History): { key: string; message: unknown }[] {
  return all.flatMap(({ type, f, value }) => {
    if (type !== 'ok' || f !== 'send') return [];
    const [[, key, [, message]]] = value as [[string, string, [number, unknown]]];
    return [{ key, message }];
  });
}

function bad(result: KafkaResult): readonly string[] {
  return result['bad-error-types'] as readonly string[];
}

/** All but sentences and whole operations, which hold offsets. */
function figures(result: KafkaResult): unknown {
  return JSON.parse(
    JSON.stringify(result, (name, value: unknown) =>
      ['text', 'ops', 'op', 'offsets', 'offset', 'writer', 'reader', 'max-read', 'cycle', 'steps'].includes(
        name,
      )
        ? undefined
        : value,
    ),
  );
}

test('what a correct queue does is valid', (t) => {
  fc.assert(
    fc.property(steps, (all) => {
      const result = kafka(played(all));
      // A single final poll says nothing: there must be something before it.
      t.deepEqual(
        bad(result).filter((type) => type !== 'empty-transaction-graph'),
        [],
      );
    }),
    RUNS,
  );
});

test('offsets count by rank alone: any gaps change no figure, whatever was spoiled', (t) => {
  const gaps = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 41, maxLength: 41 });
  const spoiled = fc.array(fc.tuple(fc.nat(200), fc.nat(5)), { maxLength: 3 });
  fc.assert(
    fc.property(steps, gaps, spoiled, (all, widths, moves) => {
      const place: number[] = [];
      for (const width of widths) place.push((place.at(-1) ?? 0) + width);
      const before = changed(played(all), (_key, offset, message, { index }) => {
        const move = moves.find(([at]) => at === index);
        return [Math.min(40, offset + (move?.[1] ?? 0)), message];
      });
      const after = changed(before, (_key, offset, message) => [place[offset] as number, message]);
      t.deepEqual(figures(kafka(after)), figures(kafka(before)));
    }),
    RUNS,
  );
});

test('positions are ranks: the distance of two messages is how many offsets in use lie between them, plus one', (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.maxSafeNat(), { minLength: 2, maxLength: 30 }), (offsets) => {
      const all = history(...offsets.flatMap((offset) => poll(0, { a: [[offset, `at ${offset}`]] })));
      const transactions = readEvents(all).filter(isTransaction);
      const order = buildLogs(transactions).get('a')?.order ?? [];
      const sorted = offsets.toSorted((a, b) => a - b);
      t.deepEqual(
        order.map(({ value }) => value),
        sorted.map((offset) => `at ${offset}`),
      );
      for (const [i, from] of order.entries()) {
        for (const [j, to] of order.entries()) t.is(distance(from, to), j - i);
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

/** Spoils the history of random steps at one of its acknowledged messages; what is found must contain one of these. */
const FAULTS: readonly (readonly [
  title: string,
  expected: readonly string[],
  spoil: (all: History, key: string, message: unknown) => History,
])[] = [
  [
    'a message that no poll shows is unseen',
    ['unseen'],
    (all, key, message) =>
      changed(all, (of, offset, each, { f }) =>
        f === 'poll' && of === key && each === message ? undefined : [offset, each],
      ),
  ],
  [
    'a message that comes with another offset once is a duplicate, or two share an offset',
    ['duplicate', 'inconsistent-offsets'],
    (all, key, message) =>
      changed(all, (of, offset, each, { f }) =>
        f === 'send' && of === key && each === message ? [offset + 1, each] : [offset, each],
      ),
  ],
  [
    'an acknowledged send that is told as failed is G1a',
    ['G1a'],
    (all, key, message) =>
      all.map((operation) =>
        operation.f === 'send' && operation.type === 'ok' && isSendOf(operation.value, key, message)
          ? { ...operation, type: 'fail', value: [['send', key, message]] }
          : operation,
      ),
  ],
  [
    'a message whose send is gone has no writer',
    ['no-writer-of-value'],
    (all, key, message) =>
      all
        .filter(({ f, value }) => f !== 'send' || !isSendOf(value, key, message))
        .map((each, index) => ({ ...each, index })),
  ],
];

/** Before and after its completion. */
function isSendOf(value: unknown, key: string, message: unknown): boolean {
  const [[, of, told]] = value as [[string, string, unknown]];
  return of === key && (Array.isArray(told) ? told[1] : told) === message;
}

for (const [title, expected, spoil] of FAULTS) {
  test(title, (t) => {
    let tried = 0;
    fc.assert(
      fc.property(steps, fc.nat(), (all, pick) => {
        const sound = played(all);
        const messages = acknowledged(sound);
        const chosen = messages[pick % Math.max(1, messages.length)];
        if (chosen === undefined) return;
        tried++;
        const found = bad(kafka(spoil(sound, chosen.key, chosen.message)));
        t.true(
          expected.some((type) => found.includes(type)),
          found.join(', '),
        );
      }),
      RUNS,
    );
    t.true(tried > 100);
  });
}
