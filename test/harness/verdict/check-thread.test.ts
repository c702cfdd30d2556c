/** Heavy checks: done elsewhere, under limits, and never the end of the rest. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { checkHere } from '../../../harness/verdict/check.js';
import { checkInThread, checkUnderLimits } from '../../../harness/verdict/check-thread.js';
import { completeOptions, type TestInput, type TestOptions } from '../../../harness/options/schema.js';
import { type Workload, workloadNamed } from '../../../harness/workloads/index.js';
import { history } from '../checkers/operations.js';
import { folder, write } from '../folder.js';

const ECHO = workloadNamed('echo');
const WRONG = history([0, 'invoke', 'echo', 'a'], [0, 'ok', 'echo', { echo: 'b', big: 9007199254740993n }]);

function options(input: TestInput = {}): TestOptions {
  return completeOptions({ workload: 'echo', ...input });
}

const here = folder();
let modules = 0;

/** A module for the thread whose check is this code. */
function task(code: string): URL {
  const module = `export default async ({ workload, options, history }) => { ${code} }`;
  return pathToFileURL(write(path.join(here, `${modules++}.mjs`), module));
}

test('a check in a thread says what it says here, whatever the values', async (t) => {
  const expected = await checkHere(ECHO, options(), WRONG);
  t.deepEqual(await checkInThread(ECHO, options(), WRONG), expected);
  t.false(expected.valid);
});

test('a check that takes too long is unknown, and says what to raise', async (t) => {
  // Asleep, as deaf to everything as an endless loop would be.
  const stuck = task('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);');
  t.deepEqual(await checkInThread(ECHO, options({ 'check-limit': 0.01 }), WRONG, stuck), {
    valid: 'unknown',
    error: 'the check was not done after 0.01 s: raise --check-limit, or test for a shorter time',
  });
});

test('a check that takes too much memory is unknown, and says what to raise', async (t) => {
  const greedy = task(`
    const all = [];
    for (let i = 0; i < 20_000; i++) all.push(new Array(1000).fill(i));
    return { valid: true, all: all.length };`);
  t.deepEqual(await checkInThread(ECHO, options({ 'check-memory': 16 }), WRONG, greedy), {
    valid: 'unknown',
    error: 'the check needed more than 16 MiB of memory: raise --check-memory, or test for a shorter time',
  });
});

test('a check that ends its thread is unknown, with its status', async (t) => {
  const { valid, error } = await checkInThread(ECHO, options(), WRONG, task('process.exit(3);'));
  t.is(valid, 'unknown');
  t.regex(String(error), /^the check ended by itself: .*3/);
});

test('a check that throws in its thread is unknown, with its message', async (t) => {
  const { valid, error } = await checkInThread(ECHO, options(), WRONG, task("throw new Error('a bug');"));
  t.is(valid, 'unknown');
  t.regex(String(error), /a bug/);
});

test('a limit longer than any timer is no limit', async (t) => {
  const { valid } = await checkInThread(ECHO, options({ 'check-limit': 1e12 }), WRONG);
  t.false(valid);
});

test('the thread gets the options of the run, and the history', async (t) => {
  const told = task(
    `return { valid: true, workload, limit: options['check-limit'], length: history.length };`,
  );
  t.deepEqual(await checkInThread(ECHO, options({ 'check-limit': 7 }), WRONG, told), {
    valid: true,
    workload: 'echo',
    limit: 7,
    length: 2,
  });
});

test('only a heavy workload is checked in a thread', async (t) => {
  // A function cannot go to a thread: where this checker runs, it runs here.
  let runs = 0;
  const counting: Workload = { ...ECHO, checker: () => () => ({ valid: true, runs: ++runs }) };
  t.deepEqual(await checkUnderLimits(counting, options(), WRONG), { valid: true, runs: 1 });
  const { valid } = await checkUnderLimits({ ...counting, heavy: true }, options(), WRONG);
  t.is(valid, false);
  t.is(runs, 1);
});

test('a checker that cannot even be made is unknown', async (t) => {
  const broken: Workload = {
    ...ECHO,
    checker: () => {
      throw new Error('no such model');
    },
  };
  t.like(await checkHere(broken, options(), WRONG), { valid: 'unknown' });
});
