/** What a node's clocks show, and when its waits end. */

import test from 'ava';
import * as fc from 'fast-check';
import { NodeClock } from '../../../../router/hosts/virtual/node-clock.js';

const nanoseconds = fc.integer({ min: 0, max: 1e14 });

function clockAt(now: number, wallOffset = 0): NodeClock {
  const clock = new NodeClock();
  clock.now = now;
  clock.wallOffset = wallOffset;
  return clock;
}

test('the wall clock begins at 2024-01-01, the monotonic one at 1000 s', (t) => {
  t.deepEqual(clockAt(1_500_000_000).clocks(), {
    monotonic: [1001, 500_000_000],
    wall: [Date.UTC(2024, 0, 1) / 1000 + 1, 500_000_000],
  });
});

test('a wall clock that is behind still shows whole nanoseconds from 0 to 1 s', (t) => {
  t.deepEqual(clockAt(100, -200).clocks().wall, [Date.UTC(2024, 0, 1) / 1000 - 1, 999_999_900]);
});

test('a wait ends later than it was asked to, never with the clock at its deadline, and never in less than 1 ms', (t) => {
  fc.assert(
    fc.property(nanoseconds, nanoseconds, (now, duration) => {
      const end = clockAt(now).after(duration);
      t.true(end > now + duration);
      t.true(end >= now + 1_000_000);
      t.true(end <= now + Math.max(duration, 1_000_000) + 1000);
    }),
  );
});

test('the time that a clock shows is 0 from now, by either clock', (t) => {
  fc.assert(
    fc.property(nanoseconds, fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), (now, offset, wall) => {
      const clock = clockAt(now, offset);
      const [seconds, fraction] = clock.show(wall);
      // A double holds the nanoseconds since 1970 in steps of 256.
      t.true(Math.abs(clock.until(seconds * 1e9 + fraction, wall)) <= 512);
    }),
  );
});
