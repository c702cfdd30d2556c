/** set-full against the definition written down plainly, element by element and read by read, and laws that it must obey. */

import test from 'ava';
import * as fc from 'fast-check';
import {
  type Figures,
  type Latencies,
  setFull,
  type SetFullResult,
} from '../../../harness/checkers/index.js';
import {
  type History,
  type Operation,
  type OperationType,
  pairs,
} from '../../../harness/operations/history.js';
import { history, type Row } from './operations.js';

const PROCESSES = 3;
const ELEMENTS = 4;

/** What one process does next: it invokes the one or the other if it is idle, and completes what it has open if not. */
const step = fc.record({
  process: fc.nat(PROCESSES - 1),
  add: fc.boolean(),
  element: fc.nat(ELEMENTS - 1),
  // Mostly ok: whatever fails says nothing.
  outcome: fc.constantFrom<OperationType>('ok', 'ok', 'ok', 'fail', 'info'),
  shown: fc.array(fc.nat(ELEMENTS), { maxLength: ELEMENTS + 2 }),
  pause: fc.nat(3_000_000),
});

const histories = fc.array(step, { maxLength: 40 }).map((steps) => {
  const open = new Map<number, Row>();
  const rows: Row[] = [];
  let time = 0;
  for (const { process, add, element, outcome, shown, pause } of steps) {
    time += 1 + pause;
    const invoked = open.get(process);
    let row: Row;
    if (invoked === undefined) {
      row = add ? [process, 'invoke', 'add', element, { time }] : [process, 'invoke', 'read', null, { time }];
      open.set(process, row);
    } else {
      const [, , f, value] = invoked;
      row = [process, outcome, f, f === 'add' ? value : shown, { time }];
      open.delete(process);
    }
    rows.push(row);
  }
  return history(...rows);
});

function last(operations: readonly Operation[]): Operation | undefined {
  return operations.toSorted((a, b) => a.index - b.index).at(-1);
}

function shownBy(read: Operation): readonly number[] {
  return read.value as number[];
}

/** Section 8.4 for one element; undefined where nobody tried to add it. */
function judged(all: History, element: number) {
  const adds = all.filter(({ f, value }) => f === 'add' && value === element);
  const began = last(adds.filter(({ type }) => type === 'invoke'));
  if (began === undefined) return undefined;
  const after = (operation: Operation): boolean => operation.index > began.index;
  const reads = pairs(all).flatMap(({ invoke, completion }) =>
    invoke.f === 'read' && completion?.type === 'ok' && after(completion)
      ? [{ invoke, completion, shows: shownBy(completion).includes(element) }]
      : [],
  );
  const present = reads.filter(({ shows }) => shows);
  const lastPresent = last(present.map(({ invoke }) => invoke));
  const lastAbsent = last(reads.filter(({ shows }) => !shows).map(({ invoke }) => invoke));
  const acknowledged = adds.filter((add) => add.type === 'ok' && after(add));
  const known = [...acknowledged, ...present.map(({ completion }) => completion)].toSorted(
    (a, b) => a.index - b.index,
  )[0];
  const stable = lastPresent !== undefined && (lastAbsent?.index ?? -1) < lastPresent.index;
  const lost =
    known !== undefined &&
    lastAbsent !== undefined &&
    (lastPresent?.index ?? -1) < lastAbsent.index &&
    known.index < lastAbsent.index;
  const end = stable ? lastAbsent : lastPresent;
  const latency = Math.trunc(Math.max(0, (end === undefined ? 0 : end.time + 1) - (known?.time ?? 0)) / 1e6);
  return { element, stable, lost, known, lastAbsent, latency };
}

function reference(all: History): Figures<SetFullResult> {
  const elements = Array.from({ length: ELEMENTS }, (_, element) => judged(all, element)).filter(
    (one) => one !== undefined,
  );
  const stable = elements.filter((one) => one.stable);
  const lost = elements.filter((one) => one.lost);
  const neverRead = elements.filter((one) => !one.stable && !one.lost);
  const stale = stable.filter(({ latency }) => latency > 0);
  return {
    valid: lost.length > 0 ? false : stable.length > 0 || 'unknown',
    'attempt-count': elements.length,
    'stable-count': stable.length,
    'lost-count': lost.length,
    lost: lost.map(({ element }) => element),
    'never-read-count': neverRead.length,
    'never-read': neverRead.map(({ element }) => element),
    'stale-count': stale.length,
    stale: stale.map(({ element }) => element),
    'worst-stale': stale
      .toSorted((a, b) => b.latency - a.latency || b.element - a.element)
      .map(({ element, latency, known, lastAbsent }) => ({
        element,
        outcome: 'stable',
        'stable-latency': latency,
        'lost-latency': null,
        known,
        'last-absent': lastAbsent,
      })),
    ...(stable.length > 0 && { 'stable-latencies': quantiles(stable) }),
    ...(lost.length > 0 && { 'lost-latencies': quantiles(lost) }),
    'duplicated-count': 0,
    duplicated: {},
  };
}

function quantiles(group: readonly { readonly latency: number }[]): Latencies {
  const sorted = group.map(({ latency }) => latency).toSorted((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
  return { 0: at(0), 0.5: at(0.5), 0.95: at(0.95), 0.99: at(0.99), 1: at(1) };
}

function maelstromFigures(all: History): Figures<SetFullResult> {
  const { duplicates: _, 'duplicates-count': __, ...figures } = setFull(all, 'add');
  return figures;
}

function mapReads(all: History, change: (shown: readonly number[]) => unknown): History {
  return all.map((op) => (op.f === 'read' && op.type === 'ok' ? { ...op, value: change(shownBy(op)) } : op));
}

test('the result is that of the definition', (t) => {
  fc.assert(
    fc.property(histories, (all) => {
      t.deepEqual(maelstromFigures(all), reference(all));
    }),
    { numRuns: 2000 },
  );
});

test('the order of elements in a read does not matter', (t) => {
  fc.assert(
    fc.property(histories, (all) => {
      const reversed = setFull(
        mapReads(all, (shown) => shown.toReversed()),
        'add',
      );
      t.deepEqual({ ...reversed, 'worst-stale': [] }, { ...setFull(all, 'add'), 'worst-stale': [] });
    }),
  );
});

test('showing an element twice changes nothing but the duplicates', (t) => {
  fc.assert(
    fc.property(histories, (all) => {
      const once = setFull(
        mapReads(all, (shown) => [...new Set(shown)]),
        'add',
      );
      t.deepEqual({ ...once, 'worst-stale': [] }, { ...maelstromFigures(all), 'worst-stale': [] });
    }),
  );
});

const NAMES: readonly unknown[] = [true, 'b', [0], { x: 1, y: { z: 2 } }, { y: 0 }];

/** The same values as JSON, not the same objects, nor with their keys in the same order. */
const OTHER_SPELLINGS: readonly unknown[] = [true, 'b', [0], { y: { z: 2 }, x: 1 }, { y: 0 }];

test('what the elements are does not matter, only which are the same and how they sort', (t) => {
  fc.assert(
    fc.property(histories, (all) => {
      const renamed = mapReads(all, (shown) => shown.map((element) => OTHER_SPELLINGS[element])).map((op) =>
        op.f === 'add' ? { ...op, value: NAMES[Number(op.value)] } : op,
      );
      const [result, plain] = [setFull(renamed, 'add'), setFull(all, 'add')];
      for (const figure of [
        'valid',
        'attempt-count',
        'stable-latencies',
        'lost-latencies',
        'duplicates-count',
      ] as const) {
        t.deepEqual(result[figure], plain[figure]);
      }
      for (const list of ['lost', 'never-read', 'stale'] as const) {
        t.deepEqual(
          result[list],
          plain[list].map((element) => NAMES[Number(element)]),
        );
      }
    }),
  );
});
