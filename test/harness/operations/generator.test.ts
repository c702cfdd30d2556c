/** Generators: what comes next. When it comes is in generator-timing.test.ts. */

import test from 'ava';
import * as fc from 'fast-check';
import {
  type Answer,
  type Draft,
  eachThread,
  endless,
  type Generator,
  mix,
  only,
  sequence,
  stagger,
  timeLimit,
} from '../../../harness/operations/generator.js';
import { Random } from '../../../node/index.js';

function drafts(...names: readonly string[]): Draft[] {
  return names.map((f) => ({ f, value: null }));
}

/** What a generator answers at an instant, in a word: the operation's `f`, `until 5`, `pending`, `done`. */
function ask(generator: Generator, now = 0, free: readonly number[] = [0]): string {
  return inWords(generator.next({ now, free }));
}

function inWords(answer: Answer): string {
  if (answer.kind === 'operation') return answer.draft.f;
  return answer.kind === 'wait' ? `until ${answer.until}` : answer.kind;
}

const ticks = (): Generator => endless(() => ({ f: 'tick', value: null }));
/** Gives nothing out before that time. */
const from = (time: number): Generator => ({
  next: ({ now }) =>
    now < time
      ? { kind: 'wait', until: time }
      : { kind: 'operation', draft: { f: `from ${time}`, value: null } },
});

test('a sequence gives out its drafts in order, and is done', (t) => {
  const generator = sequence(drafts('a', 'b'));
  t.deepEqual(
    [1, 2, 3, 4].map(() => ask(generator)),
    ['a', 'b', 'done', 'done'],
  );
});

test('an endless generator makes a new draft for each operation', (t) => {
  let next = 0;
  const generator = endless(() => ({ f: 'broadcast', value: next++ }));
  t.deepEqual(generator.next({ now: 0, free: [0] }), {
    kind: 'operation',
    draft: { f: 'broadcast', value: 0 },
  });
  t.deepEqual(generator.next({ now: 0, free: [0] }), {
    kind: 'operation',
    draft: { f: 'broadcast', value: 1 },
  });
});

test('a mix gives out everything that its children have, each in its own order', (t) => {
  const names = fc.array(fc.nat(5), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(names, { maxLength: 4 }), fc.nat(), (lists, seed) => {
      const children = lists.map((list, child) => sequence(drafts(...list.map((n) => `${child} ${n}`))));
      const generator = mix(new Random(seed), children);
      const out: string[] = [];
      for (let f = ask(generator); f !== 'done'; f = ask(generator)) out.push(f);
      for (const [child, list] of lists.entries()) {
        t.deepEqual(
          out.filter((f) => f.startsWith(`${child} `)),
          list.map((n) => `${child} ${n}`),
        );
      }
      t.is(out.length, lists.flat().length);
    }),
  );
});

test('a mix chooses each child as often as the others', (t) => {
  const generator = mix(
    new Random(1),
    ['a', 'b', 'c', 'd'].map((f) => endless(() => ({ f, value: null }))),
  );
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++) {
    const f = ask(generator);
    counts.set(f, (counts.get(f) ?? 0) + 1);
  }
  for (const [f, count] of counts) t.true(count > 900 && count < 1100, `${f}: ${count}`);
  t.is(counts.size, 4);
});

test('a mix stays with the child that it has chosen until that gives something out', (t) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const generator = mix(new Random(seed), [from(5), from(9)]);
      const first = ask(generator, 0);
      for (let i = 0; i < 10; i++) t.is(ask(generator, 0), first);
    }),
  );
});

test('what does not pass is left out at once; waiting and the end are passed on', (t) => {
  const generator = only(sequence(drafts('a', 'b', 'a', 'a', 'b', 'a')), ({ f }) => f === 'b');
  t.deepEqual(
    [1, 2, 3].map(() => ask(generator)),
    ['b', 'b', 'done'],
  );
  t.is(ask(only(from(5), () => false)), 'until 5');
});

test('each thread has a generator of its own, and its operations are bound to it', (t) => {
  const generator = eachThread([0, 1], (thread) =>
    sequence(drafts(`first of ${thread}`, `second of ${thread}`)),
  );
  t.deepEqual(generator.next({ now: 0, free: [1, 0] }), {
    kind: 'operation',
    draft: { f: 'first of 1', value: null, thread: 1 },
  });
  t.is(ask(generator, 0, [1]), 'second of 1');
  t.is(ask(generator, 0, [1]), 'pending');
  t.is(ask(generator, 0, [1, 0]), 'first of 0');
  t.is(ask(generator, 0, [1, 0]), 'second of 0');
  t.is(ask(generator, 0, [1, 0]), 'done');
  t.is(ask(eachThread([], ticks)), 'done');
});

test('of the threads that wait, the one that waits least is waited for', (t) => {
  const generator = eachThread([0, 1, 2], (thread) => from(10 - thread));
  t.is(ask(generator, 0, [0, 1, 2]), 'until 8');
  t.is(ask(generator, 0, [0, 1]), 'until 9');
});

test('a generator in others hears of every operation; with one for each thread, of its own thread only', (t) => {
  const heard: string[] = [];
  const listener = (name: string): Generator => ({
    ...ticks(),
    update: ({ f }, thread) => heard.push(`${name}: ${f} of ${thread}`),
  });
  const generator = timeLimit(
    1,
    stagger(
      new Random(1),
      1,
      mix(new Random(1), [only(listener('a'), () => true), eachThread([0, 1], (i) => listener(`b${i}`))]),
    ),
  );
  generator.update?.({ index: 0, time: 0, type: 'ok', process: 3, f: 'read', value: null }, 1);
  t.deepEqual(heard, ['a: read of 1', 'b1: read of 1']);
});
