/** The workloads of transactions: what they ask, what they take for an answer, and what they refuse. */

import test from 'ava';
import type { Operation } from '../../../harness/operations/history.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { txnListAppend } from '../../../harness/workloads/txn-list-append.js';
import { txnRwRegister } from '../../../harness/workloads/txn-rw-register.js';
import type { Workload } from '../../../harness/workloads/workload.js';
import { type Body, Random } from '../../../node/index.js';
import { concurrent } from '../checkers/transactions/txns.js';
import { simulated } from '../simulated.js';

const OPTIONS = completeOptions({ workload: 'echo' });

/** The result of a transaction that a node answers so, with what it was asked. */
async function invoke(workload: Workload, value: unknown, reply: Body) {
  const asked: Body[] = [];
  const { clock, cluster } = simulated(
    (node) => {
      node.on('txn', {}, ({ msg_id, ...body }, src) => {
        asked.push(body);
        node.send(src, { type: 'txn_ok', in_reply_to: msg_id ?? NaN, ...reply });
      });
    },
    { nodes: ['n1'] },
  );
  const operation: Operation = { index: 0, time: 0, type: 'invoke', process: 0, f: 'txn', value };
  const success = await clock.drive(async () => {
    await cluster.start();
    return workload.invoke(cluster.client(), 'n1', operation, OPTIONS);
  });
  return { success, asked };
}

for (const [workload, write, shown] of [
  [txnListAppend, 'append', [[1, 2], [], null]],
  [txnRwRegister, 'w', [1, 'text', null]],
] as const) {
  test(`${workload.name}: sends the transaction, and takes any read for its result`, async (t) => {
    const value = [...shown.map(() => ['r', 3, null]), [write, 3, 1]];
    const txn = [...shown.map((each) => ['r', 3, each]), [write, 3, 1]];
    const { success, asked } = await invoke(workload, value, { txn });
    t.deepEqual(asked, [{ type: 'txn', txn: value }]);
    t.deepEqual(success, { value: txn });
    t.deepEqual((await invoke(workload, value, { txn: null })).success, { value: [] });
  });

  test(`${workload.name}: a reply that is no transaction is malformed`, async (t) => {
    const bad = [[['r', 3]], [['r', 3, null, 4]], [['x', 3, 1]], [[write, 3]], 'none', [3]];
    for (const txn of [...bad, ...(write === 'append' ? [[['r', 3, 1]]] : [])])
      await t.throwsAsync(
        invoke(workload, [], { txn }),
        { name: 'MalformedResponseError' },
        JSON.stringify(txn),
      );
    await t.throwsAsync(invoke(workload, [], { txn: [], also: 1 }), { name: 'MalformedResponseError' });
    await t.throwsAsync(invoke(workload, [], {}), { name: 'MalformedResponseError' });
  });

  test(`${workload.name}: nothing is idempotent, clients are reused, its program has its name`, (t) => {
    t.like(workload, { program: workload.name, reusesClients: true });
    t.is(workload.idempotent.size, 0);
  });

  test(`${workload.name}: generates transactions as the options say`, (t) => {
    const options = completeOptions({
      workload: 'echo',
      'key-count': 1,
      'max-txn-length': 2,
      'max-writes-per-key': 3,
    });
    const { main } = workload.generators(new Random(1), options, [0]);
    const drafts = Array.from({ length: 200 }, () => main.next({ now: 0, free: [0] })).map((answer) =>
      answer.kind === 'operation' ? answer.draft : undefined,
    );
    t.true(drafts.every((draft) => draft?.f === 'txn'));
    const micros = drafts.flatMap((draft) => draft?.value as unknown[][]);
    t.deepEqual([...new Set(micros.map(([f]) => f))].toSorted(), ['r', write].toSorted());
    t.deepEqual(new Set(micros.filter(([f]) => f === write).map(([, , value]) => value)), new Set([1, 2, 3]));
    t.true(drafts.every((draft) => ((draft?.value as unknown[] | undefined)?.length ?? 0) <= 2));
  });

  test(`${workload.name}: at the end reads every key that was used, and under Maelstrom’s quirks none`, async (t) => {
    const options: TestInput = {
      workload: workload.name,
      runtime: 'sim',
      seed: 3,
      'time-limit': 3,
      rate: 30,
      'max-txn-length': 3,
      'max-writes-per-key': 2,
      nemesis: ['partition'],
      'nemesis-interval': 1,
    };
    const { history, results } = await runTest(options, { store: false });
    t.true(results.valid, JSON.stringify(results));
    const invoked = history.filter(({ type, f }) => type === 'invoke' && f === 'txn');
    const healed = history.findLastIndex(({ process }) => process === 'nemesis');
    const last = invoked.filter(({ index }) => index > healed).map(({ value }) => value as unknown[][]);
    const before = invoked.filter(({ index }) => index < healed).flatMap(({ value }) => value as unknown[][]);
    const keys = [...new Set(before.map(([, key]) => Number(key)))].toSorted((a, b) => a - b);
    t.true(keys.length > 10);
    t.deepEqual(
      last.flat(),
      keys.map((key) => ['r', key, null]),
    );
    t.is(last.length, Math.ceil(keys.length / 3));
    t.true(new Set(invoked.slice(-last.length).map(({ process }) => process)).size > 1);
    const quirky = await runTest({ ...options, 'maelstrom-quirks': true }, { store: false });
    const asked = quirky.history.filter(({ type, f }) => type === 'invoke' && f === 'txn');
    t.deepEqual(
      asked.map(({ value }) => value),
      invoked.slice(0, -last.length).map(({ value }) => value),
    );
  });

  test(`${workload.name}: checks against the models that were asked for, with the quirks if they were`, (t) => {
    const judged = (input: Partial<TestInput>, all = concurrent(`r x, ${write} y 1`, `r y, ${write} x 1`)) =>
      workload.checker(completeOptions({ workload: 'echo', ...input }))(all).valid;
    t.false(judged({}));
    t.true(judged({ 'consistency-models': ['snapshot-isolation'] }));
    t.false(judged({ 'consistency-models': ['snapshot-isolation', 'repeatable-read'] }));
    const nothing = concurrent(`${write} x 1`);
    t.is(judged({}, nothing), 'unknown');
    t.is(judged({ 'maelstrom-quirks': true }, nothing), write === 'w' ? false : 'unknown');
  });
}

test('models that nobody knows are refused, with those that are known', (t) => {
  const models = (...names: string[]) => completeOptions({ 'consistency-models': names });
  t.notThrows(() => models('strict-serializable', 'PL-2', 'linearizable', 'repeatable-read'));
  const error = t.throws(() => models('serializable', 'seriazable', 'b'), { instanceOf: UsageError });
  t.regex(
    error.message,
    /^consistency-models\.1: expected one of 1SR, PL-1, .*, strict-serializable, .*, got "seriazable"; did you mean serializable\?\nconsistency-models\.2: .*, got "b"/,
  );
});
