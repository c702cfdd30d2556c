import test from 'ava';
import { Turns } from '../../node/index.js';

/** A promise that the test settles. */
function settled<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

test('work that waits for nothing is answered at once', (t) => {
  const turns = new Turns();
  t.is(
    turns.take('c1', () => 1),
    1,
  );
  t.is(
    turns.take('c1', () => 2),
    2,
  );
});

test('work begins when the earlier work of its client has ended, and no sooner', async (t) => {
  const turns = new Turns();
  const begun: string[] = [];
  const [first, second] = [settled<string>(), settled<string>()];
  const results: unknown[] = [
    turns.take('c1', () => first.promise),
    turns.take('c1', () => {
      begun.push('second');
      return second.promise;
    }),
    turns.take('c1', () => {
      begun.push('third');
      return 'c';
    }),
  ];
  void turns.take('c2', () => begun.push('another client'));
  await Promise.resolve();
  t.deepEqual(begun, ['another client']);
  first.resolve('a');
  await results[0];
  await new Promise(setImmediate);
  t.deepEqual(begun, ['another client', 'second']);
  second.resolve('b');
  t.deepEqual(await Promise.all(results), ['a', 'b', 'c']);
});

test('work that fails does not hold up the next', async (t) => {
  const turns = new Turns();
  const first = settled<never>();
  const results = [turns.take('c1', () => first.promise), turns.take('c1', () => 'done')];
  first.reject(new Error('refused'));
  await t.throwsAsync(async () => results[0], { message: 'refused' });
  t.is(await results[1], 'done');
  t.throws(
    () =>
      turns.take('c1', () => {
        throw new Error('thrown at once');
      }),
    { message: 'thrown at once' },
  );
  t.is(
    turns.take('c1', () => 'next'),
    'next',
  );
});

test('a client whose work has ended is forgotten: its next work begins at once', async (t) => {
  const turns = new Turns();
  await turns.take('c1', () => Promise.resolve());
  await new Promise(setImmediate);
  t.is(
    turns.take('c1', () => 'at once'),
    'at once',
  );
});
