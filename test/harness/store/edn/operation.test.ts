/** Operations in EDN: as Jepsen writes them, and back again without loss. */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import type { History, Operation } from '../../../../harness/operations/history.js';
import { printOperation, readEdn, toJson } from '../../../../harness/store/edn/index.js';

const GOLDENS = new URL('../../../../../fixtures/goldens/', import.meta.url);

const BASE = { index: 3, time: 17, type: 'ok', process: 0, f: 'read', value: null } as const;

for (const [title, operation, text] of [
  [
    'an operation has its keys in the order of Jepsen, and keywords for type and function',
    { ...BASE, value: [3, 1] },
    '{:index 3, :time 17, :type :ok, :process 0, :f :read, :value [3 1]}',
  ],
  [
    'a read of a key, as lin-kv has it',
    { ...BASE, value: [0, null], 'final?': true },
    '{:index 3, :time 17, :type :ok, :process 0, :f :read, :value [0 nil], :final? true}',
  ],
  [
    'a compare-and-set',
    { ...BASE, f: 'cas', value: [0, [1, 2]], type: 'fail', error: ['precondition-failed', 'got 3'] },
    '{:index 3, :time 17, :type :fail, :process 0, :f :cas, :value [0 [1 2]], :error [:precondition-failed "got 3"]}',
  ],
  [
    'the micro-operations of a transaction begin with a keyword',
    {
      ...BASE,
      f: 'txn',
      value: [
        ['append', 'x', 1],
        ['r', 9, ['a']],
      ],
    },
    '{:index 3, :time 17, :type :ok, :process 0, :f :txn, :value [[:append "x" 1] [:r 9 ["a"]]]}',
  ],
  [
    'the keys of a poll are strings',
    { ...BASE, f: 'poll', value: [['poll', { 0: [[4, 7]] }]] },
    '{:index 3, :time 17, :type :ok, :process 0, :f :poll, :value [[:poll {"0" [[4 7]]}]]}',
  ],
  [
    'a timeout is a keyword',
    { ...BASE, type: 'info', error: 'net-timeout' },
    '{:index 3, :time 17, :type :info, :process 0, :f :read, :value nil, :error :net-timeout}',
  ],
  [
    'an error in words is a string, an exception a record',
    { ...BASE, type: 'info', error: 'indeterminate: no', exception: { name: 'E', message: 'no' } },
    '{:index 3, :time 17, :type :info, :process 0, :f :read, :value nil, :error "indeterminate: no", :exception {:name "E", :message "no"}}',
  ],
  [
    'the body that an echo came back in has keywords as keys',
    { ...BASE, f: 'echo', value: { type: 'echo_ok', echo: { a: 1 } } },
    '{:index 3, :time 17, :type :ok, :process 0, :f :echo, :value {:type "echo_ok", :echo {"a" 1}}}',
  ],
  [
    'what the nemesis asks for is a keyword',
    { ...BASE, process: 'nemesis', type: 'info', f: 'start-partition', value: 'majority' },
    '{:index 3, :time 17, :type :info, :process :nemesis, :f :start-partition, :value :majority}',
  ],
  [
    'what a partition isolates are sets',
    {
      ...BASE,
      process: 'nemesis',
      type: 'info',
      f: 'start-partition',
      value: ['isolated', { n1: ['n2', 'n3'] }],
    },
    '{:index 3, :time 17, :type :info, :process :nemesis, :f :start-partition, :value [:isolated {"n1" #{"n2" "n3"}}]}',
  ],
  [
    'what no keyword can say stays a string',
    { ...BASE, process: 'nemesis', type: 'info', f: 'latency', value: '100 uniform' },
    '{:index 3, :time 17, :type :info, :process :nemesis, :f :latency, :value "100 uniform"}',
  ],
  [
    'a large integer has all its digits',
    { ...BASE, f: 'generate', value: 9007199254740993n },
    '{:index 3, :time 17, :type :ok, :process 0, :f :generate, :value 9007199254740993}',
  ],
] as const satisfies readonly (readonly [string, Operation, string])[]) {
  test(title, (t) => {
    t.is(printOperation(operation), text);
    t.deepEqual(
      readEdn(text).map(({ value }) => toJson(value)),
      [operation],
    );
  });
}

test('every golden history is the same after a trip through EDN', (t) => {
  let operations = 0;
  for (const workload of readdirSync(GOLDENS).filter((name) => name !== 'journals')) {
    for (const file of readdirSync(new URL(`${workload}/`, GOLDENS))) {
      const bytes = readFileSync(new URL(`${workload}/${file}`, GOLDENS));
      const golden: unknown = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
      const { history } = golden as { readonly history: History };
      const text = history.map(printOperation).join('\n');
      t.is(
        JSON.stringify(readEdn(text).map(({ value }) => toJson(value))),
        JSON.stringify(history),
        `${workload}/${file}`,
      );
      operations += history.length;
    }
  }
  t.true(operations > 10_000);
});
