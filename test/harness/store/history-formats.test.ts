/** One history in every format that is read: the operations and the verdict are the same. */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { printExact } from '../../../node/index.js';
import { linearizableRegisters } from '../../../harness/checkers/index.js';
import type { History, Operation, OperationType } from '../../../harness/operations/history.js';
import { printOperation } from '../../../harness/store/edn/index.js';
import { readHistory } from '../../../harness/store/history-reader.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const here = folder();
let files = 0;
const file = (text: string): string => write(path.join(here, `history-${files++}`), text);

const EPOCH = 1_700_000_000_000_000_000n;

/** As another program would number and time it: the index rises with gaps, times count from 1970. */
function foreign(history: History, gap: number): Operation[] {
  return history.map(
    (operation) =>
      ({
        ...operation,
        index: 1 + operation.index * gap,
        time: EPOCH + BigInt(operation.time),
      }) as unknown as Operation,
  );
}

const FORMATS: Readonly<Record<string, (history: History) => string>> = {
  ndjson: (history) => history.map((operation) => `${printExact(operation)}\n`).join(''),
  'ndjson without the last line end': (history) => history.map(printExact).join('\n'),
  'a JSON array': (history) => `[${history.map(printExact).join(',\n')}]`,
  'a JSON array on one line': (history) => printExact(history),
  'a JSON array, indented': (history) => pretty(history.map(printExact)),
  'JSON objects on several lines': (history) =>
    history.map((operation) => `${printExact(operation).replace('{', '{\n')}\n`).join(''),
  edn: (history) => history.map((operation) => `${printOperation(operation)}\n`).join(''),
  'an EDN vector': (history) => `; one vector\n[${history.map(printOperation).join('\n ')}]`,
  'EDN records': (history) => history.map((each) => `#jepsen.history.Op${printOperation(each)}\n`).join(''),
};

function pretty(texts: readonly string[]): string {
  return `[\n${texts.map((text) => `  ${text.replaceAll(',"', ',\n    "')}`).join(',\n')}\n]\n`;
}

/** Three processes on one register: what they see is random, so that about half of the histories are not linearizable. */
const histories: fc.Arbitrary<History> = fc
  .array(
    fc.tuple(fc.nat(2), fc.constantFrom('read', 'write'), fc.nat(2), fc.constantFrom('ok', 'fail', 'info')),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((steps) => {
    const open = new Map<number, Operation>();
    const names = [0, 1, 2];
    return steps.map(([worker, f, value, end], index): Operation => {
      const process = names[worker] as number;
      const invoked = open.get(process);
      const base = { index, time: index * 1000, process };
      if (invoked === undefined) {
        const invoke = { ...base, type: 'invoke' as const, f, value: [0, f === 'read' ? null : value] };
        open.set(process, invoke);
        return invoke;
      }
      open.delete(process);
      if (end === 'info') names[worker] = process + 3;
      const seen = invoked.f === 'read' && end === 'ok' ? [0, value] : invoked.value;
      return { ...base, type: end as OperationType, f: invoked.f, value: seen };
    });
  });

test('every format gives the same operations and the same verdict', async (t) => {
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 5 }), async (history, gap) => {
      const expected = history.map((operation) => ({ ...operation, index: 1 + operation.index * gap }));
      const { valid } = linearizableRegisters(history);
      for (const [name, print] of Object.entries(FORMATS)) {
        const read = await readHistory(file(print(foreign(history, gap))), { whole: true });
        t.deepEqual(read, expected, name);
        t.is(linearizableRegisters(read).valid, valid, name);
      }
    }),
    { numRuns: 25 },
  );
});

test('a history that lacks one invocation of an operation that ended is refused', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.nat(),
      fc.constantFrom(...Object.keys(FORMATS)),
      async (history, pick, format) => {
        const ended = history.filter(
          ({ type, process, index }) =>
            type === 'invoke' && history.some((other) => other.process === process && other.index > index),
        );
        fc.pre(ended.length > 0);
        const missing = ended[pick % ended.length];
        const rest = history.filter((operation) => operation !== missing);
        const place = file(FORMATS[format]?.(rest) ?? '');
        const error = await t.throwsAsync(readHistory(place, { whole: true }), { instanceOf: UsageError });
        t.regex(error.message, /, line \d+: expected type to be invoke, /);
      },
    ),
    { numRuns: 40 },
  );
});

test('a pipe is read once', async (t) => {
  const pipe = path.join(here, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const history: History = [
    { index: 0, time: 0, type: 'invoke', process: 0, f: 'read', value: 'x'.repeat(200_000) },
  ];
  const { writeFile } = await import('node:fs/promises');
  const [read] = await Promise.all([readHistory(pipe), writeFile(pipe, FORMATS['ndjson']?.(history) ?? '')]);
  t.deepEqual(read, history);
});

for (const [text, message] of [
  ['nonsense', /, line 1: expected the operations of a history \(.*\), got nonsense$/],
  ['\n\n0\t:invoke\t:read\tnil', /, line 3: expected the operations of a history \(/],
  [
    '[{"type":"invoke","process":0,"f":"a"}',
    /, line 1: the array that begins in line 1 is not closed with \]: the file is cut off$/,
  ],
  [
    '[{"type":"invoke","process":0,"f":"a"},\n{"type":"o',
    /, line 2: this object is not closed with \}: the file is cut off$/,
  ],
  [
    '[{"type":"invoke","process":0,"f":"a"}\n{"type":"ok","process":0,"f":"a"}]',
    /, line 2: expected a comma or \]/,
  ],
  ['[{"type":"invoke","process":0,"f":"a"},\n 7]', /, line 2: expected a JSON object, got 7\]$/],
  ['[{"type":"invoke","process":0,"f":a}]', /, line 1: expected a JSON object, got \{"type"/],
  ['[{"type":"invoke"}] 7', /, line 1: expected (type|process)/],
  [
    '[{:type :invoke, :process 0, :f :a}\n {:type :ok',
    /, line 2: this map is not closed with \}: the file is cut off$/,
  ],
  [
    '[{:type :invoke, :process 0, :f :a}\n',
    /, line 1: this vector is not closed with \]: the file is cut off$/,
  ],
  [
    '[{:type :invoke, :process 0, :f :a}]\n7',
    /, line 2: expected the end of the file behind the operations$/,
  ],
  [
    '{"index":2,"type":"invoke","process":0,"f":"a"}\n{"index":2,"type":"ok","process":0,"f":"a"}',
    /, line 2: expected index to be greater than 2, .*, got 2$/,
  ],
  [
    '{"type":"invoke","process":"a","f":"a"}',
    /, line 1: expected process to be a whole number from 0, or nemesis, got "a"$/,
  ],
] as const) {
  test(`refused: ${text.replaceAll('\n', '⏎').slice(0, 90)}`, async (t) => {
    await t.throwsAsync(readHistory(file(text), { whole: true }), { instanceOf: UsageError, message });
  });
}

test('only for a workload with one function an operation needs no f', async (t) => {
  const place = file('{:type :invoke, :process 0}\n{:type :ok, :process 0, :f nil}');
  const [invoke, ok] = await readHistory(place, { onlyFunction: 'txn' });
  t.is(invoke?.f, 'txn');
  t.is(ok?.f, 'txn');
  await t.throwsAsync(readHistory(place), {
    message: /line 1: expected f to be the name of a function, got nothing$/,
  });
});

test('errors and exceptions of other programs have the form of our own', async (t) => {
  const line = (extra: string): string =>
    `{:type :invoke, :process 0, :f :a}\n{:type :info, :process 0, :f :a, ${extra}}`;
  const read = async (extra: string) => (await readHistory(file(line(extra))))[1];
  const via = '{:via [{:type java.io.IOException, :message "gone"}], :cause "lost"}';
  t.deepEqual((await read(`:exception ${via}`))?.exception, { name: 'java.io.IOException', message: 'gone' });
  t.deepEqual((await read(':exception "gone"'))?.exception, { name: 'exception', message: 'gone' });
  t.deepEqual((await read(':exception {:name "a", :message "b"}'))?.exception, { name: 'a', message: 'b' });
  t.deepEqual((await read(':error [:net {:code 7}]'))?.error, ['net', '{"code":7}']);
  t.is((await read(':error {:code 7}'))?.error, '{"code":7}');
  t.is((await read(':error nil'))?.error, undefined);
});
