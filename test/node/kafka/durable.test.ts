/** What a node of the kafka program finds again after it was killed. */

import test from 'ava';
import { MemoryStorage } from '../../../node/storage.js';
import { Commits } from '../../../node/kafka/commits.js';
import { Durable } from '../../../node/kafka/durable.js';
import { LamportLog } from '../../../node/kafka/lamport-log.js';

/** A life of node 0 of two. */
function live(storage: MemoryStorage) {
  const [log, commits, durable] = [new LamportLog(0, 2), new Commits(), new Durable(storage)];
  durable.restore(log, commits);
  return { log, commits, durable };
}

test('a first life begins with nothing', (t) => {
  const { log, commits } = live(new MemoryStorage());
  t.is(log.clock, 0);
  t.deepEqual(commits.all, {});
});

test('entries, the greatest commits and the clock come back; no stamp at or below a promise is given again', (t) => {
  const storage = new MemoryStorage();
  const first = live(storage);
  first.durable.entry(first.log.append('a', { any: 'JSON\n' }));
  first.durable.commit({ a: 2 });
  first.durable.commit({ a: 1, b: 4 });
  first.log.receive(1, 0, [], 5000);
  first.durable.promise(first.log.clock);
  for (let lives = 0; lives < 2; lives++) {
    const { log, commits } = live(storage);
    t.deepEqual(log.own(0), [{ stamp: 1, key: 'a', message: { any: 'JSON\n' } }]);
    t.deepEqual(commits.all, { a: 2, b: 4 });
    t.true(log.append('a', 'y').stamp > 5000);
  }
});

test('the clock is stored in steps, ahead of what is promised', (t) => {
  const storage = new MemoryStorage();
  const { durable } = live(storage);
  durable.promise(1);
  const stored = storage.read('clock');
  durable.promise(900);
  t.is(storage.read('clock'), stored);
  durable.promise(2000);
  t.true(Number(storage.read('clock')) >= 2000);
});

test('a line that was cut off by the kill is dropped, and does not spoil the next one', (t) => {
  const storage = new MemoryStorage();
  const first = live(storage);
  first.durable.entry(first.log.append('a', 'x'));
  storage.append('entries', '{"stamp":2,"key":"a","mess');
  const second = live(storage);
  second.durable.entry(second.log.append('a', 'y'));
  t.deepEqual(
    live(storage)
      .log.own(0)
      .map(({ message }) => message),
    ['x', 'y'],
  );
});

test('a line of commits that was cut off is dropped as well, even where it is the only one', (t) => {
  const storage = new MemoryStorage();
  storage.append('commits', '{"a":');
  storage.append('entries', '{"sta');
  const { durable, log } = live(storage);
  durable.commit({ b: 1 });
  durable.entry(log.append('a', 'x'));
  const { commits } = live(storage);
  t.deepEqual(commits.all, { b: 1 });
});
