/** Demands beyond the verdict: how they are read, and how they are judged. */

import test from 'ava';
import * as fc from 'fast-check';
import {
  FIGURE_NAMES,
  FIGURES,
  figuresOf,
  judge,
  parseThreshold,
} from '../../../harness/options/thresholds.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

for (const [text, figure, comparison, limit] of [
  ['msgs-per-op<30', 'msgs-per-op', '<', 30],
  [' msgs-per-op  <=  7.5 ', 'msgs-per-op', '<=', 7.5],
  ['stable-p95<600ms', 'stable-p95', '<', 600],
  ['stable-max <= 2000 ms', 'stable-max', '<=', 2000],
  ['latency-p95<50', 'latency-p95', '<', 50],
  ['read-latency-p95<50 ms', 'read-latency-p95', '<', 50],
  ['debug-topic-partitions-latency-max<50', 'debug-topic-partitions-latency-max', '<', 50],
  ['lost-count=0', 'lost-count', '=', 0],
  ['lost-count==0', 'lost-count', '=', 0],
  ['availability>=0.999', 'availability', '>=', 0.999],
  ['availability>0', 'availability', '>', 0],
] as const) {
  test(`${JSON.stringify(text)} is a demand`, (t) => {
    t.deepEqual(parseThreshold(text), { figure, comparison, limit });
  });
}

for (const text of [
  '',
  'msgs-per-op',
  'msgs-per-op<',
  '<30',
  'msgs-per-op 30',
  'msgs-per-op!=30',
  'msgs-per-op<-1',
  'msgs-per-op<1e3',
  'msgs-per-op<30s',
  'msgs-per-op<30, lost-count=0',
  'msgs per op<30',
]) {
  test(`${JSON.stringify(text)} is none`, (t) => {
    t.throws(() => parseThreshold(text), {
      instanceOf: UsageError,
      message: `expected a figure, a comparison and a number, such as msgs-per-op<30, got ${JSON.stringify(text)}`,
    });
  });
}

test('a figure that does not exist is told with those that do', (t) => {
  for (const figure of [
    'speed',
    'messages_per_op',
    'toString',
    'raed-latency-p95',
    'read-latency-p90',
    'read-latency-toString',
    'latency',
    '-latency-p95',
  ]) {
    t.throws(() => parseThreshold(`${figure}<3`), {
      instanceOf: UsageError,
      message: new RegExp(
        `^unknown figure "${figure}": known are ${Object.keys(FIGURES).join(', ')}; latencies also of one function, such as read-latency-p95`,
      ),
    });
  }
});

/** Results in which each figure has another value. */
const results = {
  net: { servers: { 'msgs-per-op': 12.5 }, all: { 'msgs-per-op': 99 } },
  workload: {
    'stable-latencies': { '0': 1, '0.5': 50, '0.95': 95, '0.99': 99, '1': 120 },
    'lost-count': 2,
    'stale-count': 3,
  },
  availability: { 'ok-fraction': 0.75 },
  latency: {
    all: { '0': 0.5, '0.5': 5, '0.95': 9.5, '0.99': 9.9, '1': 12 },
    'by-f': {
      read: { '0': 0.5, '0.5': 4, '0.95': 8, '0.99': 8.5, '1': 10.25 },
      write: { '0': 3, '0.5': 6, '0.95': 9, '0.99': 10, '1': 12 },
    },
  },
};

for (const [figure, actual] of [
  ['msgs-per-op', 12.5],
  ['stable-p50', 50],
  ['stable-p95', 95],
  ['stable-p99', 99],
  ['stable-max', 120],
  ['latency-p50', 5],
  ['latency-p95', 9.5],
  ['latency-p99', 9.9],
  ['latency-max', 12],
  ['read-latency-p50', 4],
  ['read-latency-p95', 8],
  ['read-latency-p99', 8.5],
  ['read-latency-max', 10.25],
  ['write-latency-p95', 9],
  ['lost-count', 2],
  ['stale-count', 3],
  ['availability', 0.75],
] as const) {
  test(`${figure} is read from its place in the results`, (t) => {
    t.deepEqual(judge(`${figure}=${actual}`, results), {
      expect: `${figure} = ${actual}`,
      valid: true,
      actual,
    });
  });
}

test('every figure has its place tested', (t) => {
  t.is(Object.keys(FIGURES).length, 12);
});

test('a function that never succeeded has no latency, and a demand on it is not met', (t) => {
  t.deepEqual(judge('cas-latency-p95<50', results), {
    expect: 'cas-latency-p95 < 50',
    valid: false,
    problem: 'this run has no cas-latency-p95',
  });
});

test('latencies of functions are figures if there are several functions', (t) => {
  t.like(figuresOf(results), { 'latency-p50': 5, 'read-latency-max': 10.25, 'write-latency-p50': 6 });
  const { read } = results.latency['by-f'];
  t.deepEqual(Object.keys(figuresOf({ latency: { all: read, 'by-f': { read } } })), [
    'latency-p50',
    'latency-p95',
    'latency-p99',
    'latency-max',
  ]);
});

for (const [text, valid, problem] of [
  ['msgs-per-op<30', true, undefined],
  ['msgs-per-op<12.5', false, 'msgs-per-op is exactly 12.5'],
  ['msgs-per-op<=12.5', true, undefined],
  ['msgs-per-op<10', false, 'over by 2.5'],
  ['msgs-per-op>12.5', false, 'msgs-per-op is exactly 12.5'],
  ['msgs-per-op>=12.5', true, undefined],
  ['msgs-per-op>12', true, undefined],
  ['availability>=0.999', false, 'under by 0.249'],
  ['lost-count=0', false, 'over by 2'],
  ['lost-count=3', false, 'under by 1'],
] as const) {
  test(`${text} is ${valid ? 'met' : `not met: ${problem}`}`, (t) => {
    const judged = judge(text, results);
    t.is(judged.valid, valid);
    t.is(judged.problem, problem);
  });
}

test('a demand on a figure that the run does not have is not met', (t) => {
  for (const poor of [{}, { net: {} }, { net: { servers: {} } }]) {
    t.deepEqual(judge('msgs-per-op<30', poor), {
      expect: 'msgs-per-op < 30',
      valid: false,
      problem: 'this run has no msgs-per-op',
    });
  }
});

test('of two opposite demands exactly one is met, and the one that is not says by how much', (t) => {
  const figure = fc.constantFrom(...FIGURE_NAMES);
  const number = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(figure, number, (name, limit) => {
      const below = judge(`${name}<${limit}`, results);
      const above = judge(`${name}>=${limit}`, results);
      t.not(below.valid, above.valid);
      t.is(typeof (below.valid ? above : below).problem, 'string');
      t.is((below.valid ? below : above).problem, undefined);
    }),
  );
});
