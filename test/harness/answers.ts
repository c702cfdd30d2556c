/** Live runs that end when enough operations are answered instead of after a time: a slow machine sees as much as a fast one. */

import type { Operation } from '../../harness/operations/history.js';
import type { TestInput } from '../../harness/options/schema.js';
import { runTest, type TestRun } from '../../harness/run/run-test.js';

/** Enough for what a sound or a broken node shows whenever it is asked. */
const ANSWERS = 30;

/** Processes on two nodes where the input says nothing else. Nothing is stored. */
export function runUntilAnswered(input: TestInput): Promise<TestRun> {
  const enough = new AbortController();
  let answers = 0;
  const operation = (each: Operation): void => {
    if (isAnswer(each) && ++answers === ANSWERS) enough.abort();
  };
  return runTest(
    { seed: 1, nodes: ['n1', 'n2'], rate: 50, 'time-limit': 30, ...input },
    { store: false, signal: enough.signal, listener: { operation } },
  );
}

/** A completion, whatever it says, unless the time ran out for it. */
function isAnswer({ type, error }: Operation): boolean {
  return type !== 'invoke' && !/net-timeout|no reply/.test(JSON.stringify(error ?? null));
}
