/** How long operations took. */

import test from 'ava';
import * as fc from 'fast-check';
import { operationLatencies, quantiles } from '../../../harness/checkers/latency.js';
import type { History, Operation, OperationType, Process } from '../../../harness/operations/history.js';

function at(time: number, type: OperationType, process: Process, f: string): Omit<Operation, 'index'> {
  return { time, type, process, f, value: null };
}

const numbered = (operations: readonly Omit<Operation, 'index'>[]): History =>
  operations.map((operation, index) => ({ ...operation, index }) as Operation);

test('only operations that succeeded count, all together and by function', (t) => {
  const history = numbered([
    at(0, 'invoke', 0, 'write'),
    at(1e6, 'invoke', 1, 'read'),
    at(2e6, 'info', 'nemesis', 'start-partition'),
    at(2_500_001, 'ok', 1, 'read'),
    at(3e6, 'invoke', 1, 'read'),
    at(4e6, 'ok', 0, 'write'),
    at(5e6, 'invoke', 0, 'cas'),
    at(9e6, 'fail', 0, 'cas'),
    at(9e6, 'invoke', 2, 'write'),
    at(99e6, 'info', 1, 'read'),
  ]);
  t.deepEqual(operationLatencies(history), {
    all: { '0': 1.500001, '0.5': 4, '0.95': 4, '0.99': 4, '1': 4 },
    'by-f': {
      read: { '0': 1.500001, '0.5': 1.500001, '0.95': 1.500001, '0.99': 1.500001, '1': 1.500001 },
      write: { '0': 4, '0.5': 4, '0.95': 4, '0.99': 4, '1': 4 },
    },
  });
});

test('a history without a success has no latencies', (t) => {
  t.is(operationLatencies([]), undefined);
  t.is(operationLatencies(numbered([at(0, 'invoke', 0, 'read'), at(1, 'fail', 0, 'read')])), undefined);
});

test('quantiles of a hundred latencies are those of their order', (t) => {
  const hundred = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
  t.deepEqual(quantiles(hundred), { '0': 1, '0.5': 51, '0.95': 96, '0.99': 100, '1': 100 });
});

test('a quantile is one of the latencies, and at least that share of them is no longer', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e9), { minLength: 1 }), (latencies) => {
      for (const [share, value] of Object.entries(quantiles(latencies))) {
        t.true(latencies.includes(value));
        const below = latencies.filter((latency) => latency <= value).length;
        t.true(below >= Number(share) * latencies.length);
      }
    }),
  );
});
