/** Results in EDN: under Maelstrom's names, and laid out for a person. */

import test from 'ava';
import { printResults, readEdn, toJson } from '../../../../harness/store/edn/index.js';

test('results are what Maelstrom would have written', (t) => {
  const text = printResults({
    valid: 'unknown',
    stats: { valid: true, count: 2, 'by-f': { read: { valid: true } } },
    availability: { valid: true, 'ok-fraction': 1 },
    net: { servers: { 'msg-count': 0, 'msgs-per-op': 0 } },
    workload: { valid: false, 'stable-latencies': { 0: 0, '0.5': 12 }, gone: undefined },
  });
  t.is(
    text,
    `{:valid? :unknown,
 :stats {:valid? true, :count 2, :by-f {:read {:valid? true}}},
 :availability {:valid? true, :ok-fraction 1.0},
 :net {:servers {:msg-count 0, :msgs-per-op 0.0}},
 :workload {:valid? false, :stable-latencies {0 0, 0.5 12}}}
`,
  );
});

test('models are sets of keywords, anomaly types lists of them', (t) => {
  t.is(
    printResults({
      'anomaly-types': ['G1c', 'G0'],
      not: ['read-committed'],
      'also-not': [],
      anomalies: { G0: [] },
    }),
    '{:anomaly-types [:G1c :G0], :not #{:read-committed}, :also-not #{}, :anomalies {:G0 []}}\n',
  );
});

test('values as keys stay values', (t) => {
  t.is(
    printResults({ duplicated: { abc: 2, 17: 3, '[1,2]': 2 }, results: { 0: { valid: true } } }),
    '{:duplicated {17 3, "abc" 2, "[1,2]" 2}, :results {0 {:valid? true}}}\n',
  );
});

test('an operation among the figures is a record', (t) => {
  const op = { index: 1, time: 2, type: 'ok', process: 0, f: 'read', value: null } as const;
  t.is(
    printResults({ errors: [op] }),
    '{:errors [#jepsen.history.Op {:index 1, :time 2, :type :ok, :process 0, :f :read, :value nil}]}\n',
  );
});

test('what is too long for a line stands below each other, behind its bracket', (t) => {
  const lost = Array.from({ length: 40 }, (_, i) => i + 100);
  const lines = printResults({ workload: { lost, 'lost-count': 40 } }).split('\n');
  t.is(lines[0], '{:workload {:lost [100');
  t.is(lines[1], '                   101');
  t.is(lines[40], '            :lost-count 40}}');
  t.deepEqual(toJson(readEdn(lines.join('\n'))[0]?.value), { workload: { lost, 'lost-count': 40 } });
});

test('sets, records and maps are broken too, and read back', (t) => {
  const long = 'x'.repeat(90);
  const results = {
    not: [long, 'y'],
    deep: { errors: [{ index: 1, time: 2, type: 'ok', process: 0, f: long }] },
  };
  const text = printResults(results);
  t.true(text.split('\n').every((line) => line.length < 140));
  const [form] = readEdn(text);
  t.like(toJson(form?.value), { not: [long, 'y'], deep: { errors: [{ index: 1, f: long, value: null }] } });
});
