/** Histories as other programs write them: each has the verdict that its operations call for, or is refused by line and field. */

import type { WorkloadName } from '../../harness/workloads/index.js';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { checkHere } from '../../harness/verdict/check.js';
import { runSummary } from '../../harness/findings/run-summary.js';
import { judgement } from '../../harness/findings/summary.js';
import { plain } from '../../harness/text/colors.js';
import { recheck, type Recheck } from '../../harness/verdict/recheck.js';
import { UsageError } from '../../harness/errors/usage-error.js';

const FIXTURES = new URL('../../../test/harness/fixtures/', import.meta.url);

function check(name: string, workload: WorkloadName): Promise<Recheck> {
  return recheck(fileURLToPath(new URL(name, FIXTURES)), { workload }, { check: checkHere });
}

function said(checked: Recheck): string {
  const summary = runSummary({ test: checked.options, results: checked.results });
  return judgement(summary, { head: 'it', more: '' }, { colors: plain, columns: undefined });
}

for (const [name, workload, valid, why, text] of [
  ['array.json', 'txn-list-append', true, 'the read shows what was appended before', /: VALID/],
  [
    'index-from-1.edn',
    'txn-rw-register',
    true,
    'a value that nobody wrote has no effect on the verdict, and is reported',
    /not judged {3}garbage-read × 1, such as: operation 4 read key "a" as 9/,
  ],
  [
    'jepsen-exception.edn',
    'unique-ids',
    true,
    'one id was given, once',
    /unexpected {3}1 ×, .*malformed reply/,
  ],
  [
    'no-f.edn',
    'txn-list-append',
    'unknown',
    'one transaction depends on no other',
    /empty-transaction-graph × 1/,
  ],
  [
    'history.txt',
    'lin-kv',
    false,
    'key 7 holds 1 when it is read as 2',
    /cannot read 2: .* 1 \(.*index 3 to 4/,
  ],
  [
    'plain-bad.edn',
    'lin-kv',
    false,
    'the register holds 1 when it is read as 2',
    /cannot read 2: .*index 3 to 4/,
  ],
  [
    'plain-cas-bad.edn',
    'lin-kv',
    false,
    'the register holds 3 when it is read as 1',
    /cannot read 1: .*index 5 to 6/,
  ],
  ['plain-good.edn', 'lin-kv', true, 'the compare-and-set came before the read', /register +linearizable/],
  [
    'tuples.edn',
    'lin-kv',
    false,
    'key 0 holds 1 when it is read as 2',
    /key 0 +cannot read 2: .*index 10 to 12/,
  ],
  ['empty.ndjson', 'lin-kv', 'unknown', 'nothing was done', /nothing to judge: no operation was made/],
  ['empty.ndjson', 'echo', 'unknown', 'nothing was done', /nothing to judge: no operation was made/],
  [
    'mutex.edn',
    'lin-kv',
    'unknown',
    'a mutex is no register',
    /nothing to judge: the history has 4 operations \(acquire 2, release 2\); lin-kv judges read, write and cas/,
  ],
  [
    'array.json',
    'g-set',
    'unknown',
    'transactions are no adds',
    /nothing to judge: the history has 2 operations \(txn 2\); g-set judges add and read/,
  ],
] as const) {
  test(`${name} as ${workload}: ${why}`, async (t) => {
    const checked = await check(name, workload);
    t.is(checked.results.valid, valid);
    t.regex(said(checked), text);
  });
}

for (const [name, workload, message] of [
  ['cut.ndjson', 'txn-list-append', /cut\.ndjson, line 4: .*the file is cut off in its last line/],
  [
    'double-invoke.edn',
    'lin-kv',
    /double-invoke\.edn, line 2: expected type to be ok, .* its write of line 1, got "invoke"/,
  ],
  [
    'no-invocation.edn',
    'lin-kv',
    /no-invocation\.edn, line 3: expected type to be invoke, since process 9 .*, got "ok"/,
  ],
] as const) {
  test(`${name} is refused`, async (t) => {
    await t.throwsAsync(check(name, workload), { instanceOf: UsageError, message });
  });
}

test('times since 1970 are counted from the first operation', async (t) => {
  const { history } = await check('tuples.edn', 'lin-kv');
  t.deepEqual(
    history.map(({ time }) => time),
    [0, 1, 2, 3, 4],
  );
});
