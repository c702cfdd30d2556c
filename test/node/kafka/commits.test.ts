/** Commits: the greatest offset stays, and what is new is passed on once. */

import test from 'ava';
import { Commits } from '../../../node/kafka/commits.js';

test('the greatest offset of a key stays', (t) => {
  const commits = new Commits();
  t.true(commits.commit({ a: 3, b: 0 }));
  t.false(commits.commit({ a: 2 }));
  t.true(commits.commit({ a: 5, b: 0 }));
  t.deepEqual(commits.of(['a', 'b', 'c']), { a: 5, b: 0 });
  t.deepEqual(commits.all, { a: 5, b: 0 });
});

test('what clients commit is news until it was taken; what was learnt from others never is', (t) => {
  const commits = new Commits();
  commits.commit({ a: 1 });
  commits.commit({ a: 2 });
  commits.learn({ b: 7 });
  t.deepEqual(commits.takeNews(), { a: 2 });
  t.deepEqual(commits.takeNews(), {});
  t.false(commits.commit({ b: 7 }));
  t.deepEqual(commits.takeNews(), {});
  t.deepEqual(commits.of(['b']), { b: 7 });
});
