/** Runs after changes: one at a time, after a pause. Time is the test's. */

import test from 'ava';
import { PAUSE_MS, RunOnChange } from '../../../harness/terminal/run-on-change.js';
import { FakeTime } from '../../fake-time.js';

function stage() {
  const time = new FakeTime();
  const ends: (() => void)[] = [];
  const again = new RunOnChange({
    run: () => new Promise((resolve) => ends.push(resolve)),
    after: time.after,
  });
  /** Ends the run under way. */
  const end = async (): Promise<void> => {
    ends.at(-1)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { time, ends, again, end };
}

test('the first run begins at once, and the next one a pause after the last of several changes', async (t) => {
  const { time, ends, again, end } = stage();
  again.start();
  t.is(ends.length, 1);
  await end();
  again.changed();
  time.pass(PAUSE_MS - 1);
  again.changed();
  time.pass(PAUSE_MS - 1);
  t.is(ends.length, 1);
  time.pass(1);
  t.is(ends.length, 2);
});

test('a change during a run makes one run follow it, and none beside it', async (t) => {
  const { time, ends, again, end } = stage();
  again.start();
  again.changed();
  again.changed();
  time.pass(10 * PAUSE_MS);
  t.is(ends.length, 1);
  await end();
  time.pass(PAUSE_MS);
  t.is(ends.length, 2);
  await end();
  time.pass(10 * PAUSE_MS);
  t.is(ends.length, 2);
});

test('after a stop nothing begins, and the run under way is waited for', async (t) => {
  const { time, ends, again, end } = stage();
  again.start();
  again.changed();
  let stopped = false;
  const stop = again.stop().then(() => (stopped = true));
  await new Promise((resolve) => setImmediate(resolve));
  t.false(stopped);
  await end();
  await stop;
  again.changed();
  time.pass(10 * PAUSE_MS);
  t.is(ends.length, 1);
});
