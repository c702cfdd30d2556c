/** Histories that were written elsewhere: in which forms they are read, which are refused, and what is judged of them. */

import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import * as fc from 'fast-check';
import { completeOptions } from '../../../harness/options.js';
import { recheck } from '../../../harness/recheck.js';
import { printOperation } from '../../../harness/store/edn/index.js';
import { readHistory } from '../../../harness/store/history-reader.js';
import type { History, Operation } from '../../../harness/history.js';
import { workloadNamed } from '../../../harness/workloads/index.js';
import { UsageError } from '../../../harness/usage-error.js';
import { printExact } from '../../../node/index.js';
import { folder, write } from '../folder.js';

const HISTORIES = fileURLToPath(new URL('../../../../test/harness/store/histories/', import.meta.url));

const VERDICTS: readonly (readonly [file: string, workload: string, valid: boolean | 'unknown'])[] = [
  ['array.json', 'txn-list-append', true],
  ['empty.ndjson', 'lin-kv', 'unknown'],
  ['history.txt', 'lin-kv', false],
  ['jepsen-exception.edn', 'unique-ids', true],
  // One transaction that succeeded depends on no other.
  ['no-f.edn', 'txn-list-append', 'unknown'],
  ['plain-bad.edn', 'lin-kv', false],
  ['plain-cas-bad.edn', 'lin-kv', false],
];

for (const [file, workload, valid] of VERDICTS) {
  test(`${file} as ${workload}: ${String(valid)}`, async (t) => {
    const { results } = await recheck(path.join(HISTORIES, file), { workload });
    t.is(results.valid, valid);
  });
}

const REFUSED: readonly (readonly [file: string, workload: string, problem: RegExp])[] = [
  ['cut.ndjson', 'txn-list-append', /cut\.ndjson, line 4: .*cut off/],
  [
    'double-invoke.edn',
    'lin-kv',
    /double-invoke\.edn, line 2: process 0 invokes read, but its write of line 1 /,
  ],
  [
    'no-invocation.edn',
    'lin-kv',
    /no-invocation\.edn, line 3: process 9 completes read as ok, but has invoked nothing/,
  ],
];

for (const [file, workload, message] of REFUSED) {
  test(`${file} is refused`, async (t) => {
    await t.throwsAsync(recheck(path.join(HISTORIES, file), { workload }), {
      instanceOf: UsageError,
      message,
    });
  });
}

test('what a history is written in follows from its text, whatever its name', async (t) => {
  const place = folder();
  for (const file of ['array.json', 'plain-bad.edn', 'no-f.edn']) {
    const plain = await readHistory(path.join(HISTORIES, file), { f: 'txn' });
    for (const name of ['history', 'history.txt', 'history.json', 'x.edn']) {
      copyFileSync(path.join(HISTORIES, file), path.join(place, name));
      t.deepEqual(await readHistory(path.join(place, name), { f: 'txn' }), plain, `${file} as ${name}`);
    }
    const marked = write(
      path.join(place, 'bom.txt'),
      `\uFEFF${readFileSync(path.join(HISTORIES, file), 'utf8')}`,
    );
    t.deepEqual(await readHistory(marked, { f: 'txn' }), plain, `${file} behind a byte order mark`);
  }
});

test('a text that is no history at all is refused with what was expected', async (t) => {
  const file = write(path.join(folder(), 'notes.txt'), 'my notes\n');
  await t.throwsAsync(readHistory(file), {
    message: /line 1: expected operations in NDJSON, a JSON array or EDN, got my notes/,
  });
});

test('an invocation without a function is refused, unless the workload has only one', async (t) => {
  const file = path.join(HISTORIES, 'no-f.edn');
  await t.throwsAsync(readHistory(file), {
    message: /line 1: expected f to be the name of a function, got nothing/,
  });
  t.deepEqual(
    (await readHistory(file, { f: 'txn' })).map(({ f }) => f),
    ['txn', 'txn'],
  );
});

test('a completion of another function than was invoked is refused', async (t) => {
  const file = write(
    path.join(folder(), 'h.edn'),
    '{:process 0, :type :invoke, :f :write, :value [1 2]}\n{:process 0, :type :ok, :f :read, :value [1 2]}\n',
  );
  await t.throwsAsync(readHistory(file), {
    message: /h\.edn, line 2: process 0 completes read: expected f to be write, which it invoked in line 1/,
  });
});

test('an index that does not grow is refused', async (t) => {
  const operation = (index: number, type: string): string =>
    `{"index":${index},"type":"${type}","process":0,"f":"read","value":null}\n`;
  const file = write(path.join(folder(), 'h.json'), operation(5, 'invoke') + operation(5, 'ok'));
  await t.throwsAsync(readHistory(file), {
    message: /line 2: expected index to be above 5, the one before, got 5/,
  });
});

for (const [workload, text, found] of [
  ['lin-kv', '{:process 0, :type :invoke, :f :acquire}\n{:process 0, :type :ok, :f :acquire}', /1 acquire/],
  [
    'lin-kv',
    '{:process 0, :type :invoke, :f :read}\n{:process 0, :type :ok, :f :read, :value [1 2]}',
    /1 read/,
  ],
  ['lin-kv', '{:process :nemesis, :type :info, :f :start-partition}', /no client did any operation/],
  [
    'pn-counter',
    '{:process 0, :type :invoke, :f :add, :value 1}\n{:process 0, :type :ok, :f :add, :value 1}',
    /1 add/,
  ],
  [
    'g-set',
    '{:process 0, :type :invoke, :f :add, :value 1}\n{:process 0, :type :ok, :f :add, :value 1}',
    /1 add/,
  ],
  [
    'kafka',
    '{:process 0, :type :invoke, :f :txn, :value [[:r 1 nil]]}\n{:process 0, :type :ok, :f :txn, :value [[:r 1 []]]}',
    /1 txn/,
  ],
] as const) {
  test(`${workload} judges nothing of ${text.split('\n')[0]}`, async (t) => {
    const { results } = await recheck(write(path.join(folder(), 'h'), text), { workload });
    t.is(results.valid, 'unknown');
    t.regex(String(results.workload['error']), /^nothing to judge: /);
    t.regex(String(results.workload['error']), found);
  });
}

test('functions that the checker does not know are counted beside those that it judges', async (t) => {
  const text =
    '{:process 0, :type :invoke, :f :write, :value 1}\n{:process 0, :type :ok, :f :write, :value 1}\n' +
    '{:process 1, :type :invoke, :f :acquire}\n{:process 1, :type :ok, :f :acquire}\n';
  const { results } = await recheck(write(path.join(folder(), 'h'), text), { workload: 'lin-kv' });
  t.deepEqual(results.unjudged, { acquire: 1 });
});

test('a plain register is judged as one register: reads, writes and compare-and-sets', async (t) => {
  const op = (type: string, f: string, value: string): string =>
    `{:process 0, :type :${type}, :f :${f}, :value ${value}}\n`;
  const history = (last: string): string =>
    op('invoke', 'write', '1') +
    op('ok', 'write', '1') +
    op('invoke', 'cas', '[1 3]') +
    op('ok', 'cas', '[1 3]') +
    op('invoke', 'read', 'nil') +
    op('ok', 'read', last);
  for (const [last, valid] of [
    ['3', true],
    ['1', false],
    ['nil', true],
  ] as const) {
    const file = write(path.join(folder(), 'h'), history(last));
    const { results } = await recheck(file, { workload: 'lin-kv' });
    t.is(results.valid, valid, last);
  }
});

/** A register history of a few processes, each operation complete or open at its end. */
const registers = fc
  .array(
    fc.record({
      process: fc.nat({ max: 2 }),
      write: fc.boolean(),
      value: fc.nat({ max: 2 }),
      type: fc.constantFrom('ok', 'fail', 'info'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => {
    const history: Operation[] = [];
    const next = new Map<number, number>();
    const add = (operation: Omit<Operation, 'index' | 'time'>): void => {
      history.push({ index: history.length, time: history.length * 1000, ...operation } as Operation);
    };
    for (const { process: worker, write: isWrite, value, type } of steps) {
      const process = next.get(worker) ?? worker;
      const f = isWrite ? 'write' : 'read';
      add({ type: 'invoke', process, f, value: [7, isWrite ? value : null] });
      add({ type: type as 'ok', process, f, value: [7, isWrite || type === 'ok' ? value : null] });
      if (type === 'info') next.set(worker, process + 3);
    }
    return history as History;
  });

test('indices from elsewhere, times since 1970 and every form give one verdict', async (t) => {
  const place = folder();
  await fc.assert(
    fc.asyncProperty(
      registers,
      fc.nat({ max: 100 }),
      fc.integer({ min: 1, max: 5 }),
      async (history, first, step) => {
        const epoch = 1_795_931_850_848_089_166n;
        const foreign = history.map((operation, i) => ({
          ...operation,
          index: first + i * step,
          time: epoch + BigInt(operation.time),
        }));
        const texts = [
          history.map((operation) => printExact(operation)).join('\n'),
          foreign.map((operation) => printExact(operation)).join('\n'),
          printExact(foreign),
          printExact(foreign, 2),
          foreign.map((operation) => printOperation(operation as unknown as Operation)).join('\n'),
          `[${foreign.map((operation) => printOperation(operation as unknown as Operation)).join('\n ')}]`,
        ];
        const check = workloadNamed('lin-kv').checker(completeOptions({ workload: 'lin-kv' }));
        const verdicts = await Promise.all(
          texts.map(
            async (text, i) => check(await readHistory(write(path.join(place, `h${i}`), text))).valid,
          ),
        );
        t.is(new Set(verdicts).size, 1, verdicts.join());
        const read = await readHistory(path.join(place, 'h1'));
        t.deepEqual(
          read.map(({ time }) => time),
          history.map(({ time }) => time),
        );
        t.deepEqual(
          read.map(({ index }) => index),
          foreign.map(({ index }) => index),
        );
      },
    ),
    { numRuns: 25 },
  );
});

test('a history that lacks one of its invocations is refused', async (t) => {
  const place = folder();
  await fc.assert(
    fc.asyncProperty(registers, fc.nat(), async (history, drawn) => {
      const invocations = history.filter(({ type }) => type === 'invoke');
      const gone = invocations[drawn % invocations.length];
      const text = history
        .filter((operation) => operation !== gone)
        .map((operation) => printExact(operation))
        .join('\n');
      await t.throwsAsync(readHistory(write(path.join(place, 'h'), `${text}\n`)), {
        instanceOf: UsageError,
        message: /has invoked nothing/,
      });
    }),
    { numRuns: 25 },
  );
});
