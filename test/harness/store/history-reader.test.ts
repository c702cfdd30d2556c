/** Histories are read back typed and checked, ours and Maelstrom's, and bad ones are refused by line. */

import path from 'node:path';
import test from 'ava';
import { readHistory } from '../../../harness/store/history-reader.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const here = folder();
let files = 0;

function file(text: string, extension: 'ndjson' | 'edn'): string {
  return write(path.join(here, `${files++}.${extension}`), text);
}

const FIRST = '{"index":0,"time":7,"type":"invoke","process":0,"f":"read","value":[1]}';

test('operations are read with all their fields', async (t) => {
  const info =
    '{"index":1,"time":8,"type":"info","process":"nemesis","f":"kill","value":"n1","error":["a","b"],"x":true}';
  t.deepEqual(await readHistory(file(`${FIRST}\n\n${info}\n`, 'ndjson')), [
    { index: 0, time: 7, type: 'invoke', process: 0, f: 'read', value: [1] },
    {
      index: 1,
      time: 8,
      type: 'info',
      process: 'nemesis',
      f: 'kill',
      value: 'n1',
      error: ['a', 'b'],
      x: true,
    },
  ]);
});

test("Maelstrom's history.edn means the same, as lines, as records or as one vector", async (t) => {
  const first = '{:index 0, :time 7, :type :invoke, :process 0, :f :txn, :value [[:r 1 nil]]}';
  const second =
    '{:index 1, :time 8, :type :info, :process :nemesis, :f :start-partition, :value [:isolated {"n1" #{"n2"}}]}';
  const expected = [
    { index: 0, time: 7, type: 'invoke', process: 0, f: 'txn', value: [['r', 1, null]] },
    {
      index: 1,
      time: 8,
      type: 'info',
      process: 'nemesis',
      f: 'start-partition',
      value: ['isolated', { n1: ['n2'] }],
    },
  ];
  for (const text of [
    `${first}\n${second}\n`,
    `#jepsen.history.Op${first}\n#jepsen.history.Op ${second}\n`,
    `[${first}\n ${second}]`,
    `(${first}, ${second})`,
  ])
    t.deepEqual(await readHistory(file(text, 'edn')), expected, text);
});

test('index, time and value may be missing: operations are numbered by their lines', async (t) => {
  const text = '{"type":"invoke","process":0,"f":"a","time":5}\n\n{"type":"ok","process":0,"f":"a"}';
  t.deepEqual(await readHistory(file(text, 'ndjson')), [
    { index: 1, time: 5, type: 'invoke', process: 0, f: 'a', value: null },
    { index: 3, time: 5, type: 'ok', process: 0, f: 'a', value: null },
  ]);
});

test('if a line holds several operations without an index, they are numbered from 0', async (t) => {
  const text =
    '[{:type :invoke, :process 0, :f :a} {:type :ok, :process 0, :f :a}\n{:type :invoke, :process 0, :f :a}]';
  const history = await readHistory(file(text, 'edn'));
  t.deepEqual(
    history.map(({ index }) => index),
    [0, 1, 2],
  );
});

for (const [extension, line] of [
  ['ndjson', (id: string, i: number) => `{"type":"invoke","process":${i},"f":"generate","value":${id}}`],
  ['edn', (id: string, i: number) => `{:type :invoke, :process ${i}, :f :generate, :value ${id}}`],
] as const) {
  test(`no two integers are ever one (${extension})`, async (t) => {
    const ids = [
      '9007199254740991',
      '9007199254740992',
      '9007199254740993',
      '18446744073709551617',
      '-9007199254740993',
    ];
    const history = await readHistory(file(ids.map(line).join('\n'), extension));
    t.deepEqual(
      history.map(({ value }) => String(value)),
      ids,
    );
    t.is(new Set(history.map(({ value }) => value)).size, ids.length);
  });
}

test('a history without operations is one', async (t) => {
  t.deepEqual(await readHistory(file('', 'ndjson')), []);
  t.deepEqual(await readHistory(file('', 'edn')), []);
  t.deepEqual(await readHistory(file('[]', 'edn')), []);
});

for (const [extension, text, message] of [
  ['ndjson', `${FIRST}\nnonsense\n`, /, line 2: expected a JSON object, got nonsense$/],
  [
    'ndjson',
    `${FIRST}\n{"index":1,"time":1,"type":"ok"`.concat('\n'),
    /, line 2: expected a JSON object, got /,
  ],
  [
    'ndjson',
    '{"time":"now","type":"ok","process":0,"f":"a"}',
    /, line 1: expected time to be a number of nanoseconds, got "now"$/,
  ],
  [
    'ndjson',
    '{"type":"okay","process":0,"f":"a"}',
    /, line 1: expected type to be invoke, ok, fail or info, got "okay"$/,
  ],
  [
    'ndjson',
    '{"type":"ok","f":"a"}',
    /, line 1: expected process to be a whole number from 0, or nemesis, got nothing$/,
  ],
  ['ndjson', '{"type":"ok","process":-1,"f":"a"}', /expected process to be .*, got -1$/],
  ['ndjson', '{"type":"ok","process":1.5,"f":"a"}', /expected process to be .*, got 1\.5$/],
  ['ndjson', '{"type":"ok","process":"n1","f":"a"}', /expected process to be .*, got "n1"$/],
  [
    'ndjson',
    '{"type":"ok","process":0,"f":{}}',
    /, line 1: expected f to be the name of a function, got an object$/,
  ],
  [
    'edn',
    '{:type :invoke, :process 0, :f :a}\n\n{:type',
    /, line 3: this map is not closed with \}: the file is cut off$/,
  ],
  [
    'edn',
    '{:type :invoke, :process 0, :f :a}\n17',
    /, line 2: expected a map such as \{:type :invoke, \.\.\.\}, got 17$/,
  ],
  [
    'edn',
    '{:type :invoke, :process 0, :f :a}\n{:type :ok, :process 0, :f :a, :index 7}',
    /, line 2: expected index to be absent, since the operations before have none, got 7$/,
  ],
  [
    'edn',
    '{:index 3, :type :invoke, :process 0, :f :a}\n{:type :ok, :process 0, :f :a}',
    /, line 2: expected index to be there, since the operations before have one, got nothing$/,
  ],
  [
    'ndjson',
    '{"index":1.5,"type":"invoke","process":0,"f":"a"}',
    /, line 1: expected index to be a whole number from 0 to 2147483647, got 1\.5$/,
  ],
  ['edn', '{:type :ok, :process 0}', /, line 1: expected f to be the name of a function, got nothing$/],
] as const) {
  test(`refused: ${text.replaceAll('\n', '⏎').slice(0, 90)}`, async (t) => {
    const place = file(text, extension);
    const error = await t.throwsAsync(readHistory(place), { instanceOf: UsageError, message });
    t.true(error.message.startsWith(place));
  });
}

test('what cannot be read at all is told by name', async (t) => {
  for (const place of ['/no/such.edn', '/no/such.ndjson'])
    await t.throwsAsync(readHistory(place), {
      instanceOf: UsageError,
      message: new RegExp(`^cannot read ${place}: ENOENT`),
    });
});
