/** Output that stays unfinished is noticed once, on a virtual clock. */

import test from 'ava';
import { SECOND } from '../../../node/index.js';
import { RestWatch, type Unfinished } from '../../../router/hosts/rest-watch.js';
import { VirtualClock } from '../../../router/index.js';

/** Output that comes at times, in seconds: what is unfinished then, and whether Eddy holds the node up. */
async function told(
  events: readonly (readonly [at: number, unfinished: Unfinished | undefined, excused?: boolean])[],
  until = 20,
): Promise<readonly (readonly [number, string])[]> {
  const clock = new VirtualClock();
  const heard: (readonly [number, string])[] = [];
  let now: Unfinished | undefined;
  let held = false;
  const watch = new RestWatch(clock, {
    look: () => now,
    excused: () => held,
    stays: ({ start }) => heard.push([clock.now() / SECOND, start]),
  });
  for (const [at, unfinished, excused = false] of events)
    clock.schedule(at * SECOND, () => {
      now = unfinished;
      held = excused;
      if (!excused) watch.heard();
    });
  await clock.drive(
    () =>
      new Promise<void>((resolve) => {
        clock.schedule(until * SECOND, resolve);
      }),
  );
  watch.close();
  return heard;
}

const rest = (start: string, number = 1): Unfinished => ({ number, length: start.length, start });

test('what nothing follows for 2 s is reported once', async (t) => {
  t.deepEqual(
    await told([
      [1, rest('{"a":')],
      [4, rest('{"a":1')],
    ]),
    [[3, '{"a":']],
  );
});

test('a line that ends in time is not reported', async (t) => {
  t.deepEqual(
    await told([
      [1, rest('{"a":')],
      [2, undefined],
    ]),
    [],
  );
});

test('a long line may take its time, as long as more of it comes', async (t) => {
  const more = [1, 2, 3, 4, 5, 6].map((at) => [at, rest('{"a":['.padEnd(at * 10, '1'))] as const);
  t.deepEqual(await told([...more, [7, undefined]]), []);
});

test('a whole message that waits is reported although more comes', async (t) => {
  const more = [1, 2, 3, 4].map((at) => [at, rest('{"a":1}'.repeat(at))] as const);
  t.deepEqual(await told([...more, [5, undefined]]), [[3, '{"a":1}{"a":1}{"a":1}']]);
});

test('each line has 2 s of its own', async (t) => {
  t.deepEqual(
    await told([
      [1, rest('{"a":1}', 1)],
      [2.5, rest('{"b":1}', 2)],
    ]),
    [[5, '{"b":1}']],
  );
});

test('a node that Eddy keeps from going on is not blamed, and later has its 2 s', async (t) => {
  t.deepEqual(
    await told([
      [1, rest('{"a":')],
      [2, rest('{"a":'), true],
      [6, rest('{"a":1')],
      [7, undefined],
    ]),
    [],
  );
});

test('closed, it is silent', async (t) => {
  const clock = new VirtualClock();
  let count = 0;
  const watch = new RestWatch(clock, {
    look: () => rest('x'),
    excused: () => false,
    stays: () => void count++,
  });
  watch.heard();
  watch.close();
  await clock.drive(
    () =>
      new Promise<void>((resolve) => {
        clock.schedule(9 * SECOND, resolve);
      }),
  );
  t.is(count, 0);
});
