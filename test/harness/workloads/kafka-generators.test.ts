/** What clients of kafka do, and when. */

import test from 'ava';
import type { Draft, Generator } from '../../../harness/operations/generator.js';
import type { Operation } from '../../../harness/operations/history.js';
import { kafkaGenerators } from '../../../harness/workloads/kafka-generators.js';
import { Random, SECOND } from '../../../node/index.js';

const OPTIONS = { 'key-count': 10, 'max-txn-length': 4, 'max-writes-per-key': 16 };
const THREADS = [0, 1, 2];

function generators(seed = 1) {
  const { main, final } = kafkaGenerators(new Random(seed), OPTIONS, THREADS);
  if (final === undefined) throw new Error('there is a final phase');
  return { main, final };
}

/** So many drafts, one every so many seconds. */
function take(generator: Generator, count: number, seconds = 0.01): Draft[] {
  return Array.from({ length: count }, (_, i) => {
    const answer = generator.next({ now: i * seconds * SECOND, free: THREADS });
    if (answer.kind !== 'operation') throw new Error(answer.kind);
    return answer.draft;
  });
}

function tell(
  generator: Generator,
  f: string,
  value: unknown,
  thread = 0,
  type: Operation['type'] = 'ok',
): void {
  generator.update?.({ index: 0, time: 0, type, process: thread, f, value }, thread);
}

function share(drafts: readonly Draft[], f: string): number {
  return drafts.filter((draft) => draft.f === f).length / drafts.length;
}

test('about as many sends as polls, one assign in 64, and a crash of each client every 30 s', (t) => {
  const drafts = take(generators().main, 20_000);
  t.true(Math.abs(share(drafts, 'send') - 0.5) < 0.02);
  t.true(Math.abs(share(drafts, 'poll') - 0.5) < 0.02);
  t.true(Math.abs(share(drafts, 'assign') - 1 / 64) < 0.004);
  // 200 s, three clients.
  t.true(Math.abs(share(drafts, 'crash') * drafts.length - 20) < 12);
  t.deepEqual([...new Set(drafts.map(({ f }) => f))].toSorted(), ['assign', 'crash', 'poll', 'send']);
});

test('messages of a key are 1, 2, 3, ..., no more than max-writes-per-key; keys are strings', (t) => {
  const byKey = new Map<string, number[]>();
  for (const { f, value } of take(generators().main, 2000)) {
    if (f === 'poll') t.deepEqual(value, [['poll']]);
    if (f === 'assign') t.true((value as string[]).every((key) => /^\d+$/.test(key)));
    if (f !== 'send') continue;
    const [[, key, message]] = value as [[string, string, number]];
    byKey.set(key, [...(byKey.get(key) ?? []), message]);
  }
  t.true(byKey.size > 10);
  for (const [key, messages] of byKey) {
    t.is(typeof key, 'string');
    t.true(messages.length <= 16);
    t.deepEqual(
      messages,
      messages.map((_, i) => i + 1),
    );
  }
});

test('an assign takes the place of no other operation: what it came before is done next', (t) => {
  const drafts = take(generators(3).main, 2000).filter(({ f }) => f !== 'crash');
  const sent = drafts.flatMap(({ f, value }) => (f === 'send' ? [(value as [[string, string]])[0][1]] : []));
  t.true(sent.length > 900);
  const assigned = drafts.findIndex(({ f, value }, i) => {
    const next = drafts[i + 1];
    return (
      f === 'assign' &&
      next?.f === 'send' &&
      (value as string[])[0] === (next.value as [[string, string]])[0][1]
    );
  });
  t.true(assigned >= 0);
});

test('some assigns take up keys with acknowledged messages that nobody has polled, and say which', (t) => {
  const { main } = generators();
  tell(main, 'send', [['send', 'x', [4, 1]]]);
  tell(main, 'send', [['send', 'x', [2, 2]]]);
  tell(main, 'send', [['send', 'y', [0, 1]]]);
  tell(main, 'send', [['send', 'z', 1]], 0, 'info');
  tell(main, 'poll', [['poll', { x: [[1, 1]], y: [[0, 1]], w: [] }]]);
  const assigns = take(main, 5000).filter(({ f }) => f === 'assign');
  const catchingUp = assigns.filter(({ unseen }) => unseen !== undefined);
  t.true(Math.abs(catchingUp.length / assigns.length - 1 / 3) < 0.15);
  for (const { value, unseen } of catchingUp) {
    t.deepEqual(unseen, { x: { sent: 4, polled: 1 } });
    t.is((value as string[])[0], 'x');
    t.is((value as string[]).length, 2);
  }
  for (const { value, unseen } of assigns) if (unseen === undefined) t.is((value as string[]).length, 1);
});

test('the same seed gives the same operations, however often the generator is asked', (t) => {
  t.deepEqual(take(generators(7).main, 500), take(generators(7).main, 500));
  t.notDeepEqual(take(generators(7).main, 500), take(generators(8).main, 500));
});

/** What one worker does in the final phase, when it is asked every 10 ms for so many seconds. */
function final(
  generator: Generator,
  thread: number,
  seconds: number,
  told: (draft: Draft) => void = () => {},
) {
  const drafts: { at: number; draft: Draft }[] = [];
  for (let at = 0; at <= seconds; at += 0.01) {
    for (;;) {
      const answer = generator.next({ now: Math.round(at * SECOND), free: [thread] });
      if (answer.kind === 'done') return { drafts, done: at };
      if (answer.kind !== 'operation') break;
      drafts.push({ at, draft: answer.draft });
      told(answer.draft);
    }
  }
  return { drafts, done: undefined };
}

test('in the end: a crash, an assign of all known keys from the beginning, polls until the last offset of each was seen', (t) => {
  const { main, final: last } = generators();
  tell(main, 'send', [['send', 'x', [4, 1]]]);
  tell(main, 'poll', [['poll', { y: [[3, 1]] }]]);
  let polls = 0;
  const { drafts } = final(last, 1, 9, ({ f }) => {
    if (f !== 'poll' || polls === 4) return;
    polls++;
    if (polls === 2) tell(last, 'poll', [['poll', { x: [[3, 1]], y: [[3, 1]] }]], 1);
    if (polls === 3) tell(last, 'poll', [['poll', { x: [[4, 1]] }]], 2);
    if (polls === 4) tell(last, 'poll', [['poll', { x: [[5, 1]] }]], 1);
  });
  t.deepEqual(
    drafts.map(({ draft }) => draft.f),
    ['crash', 'assign', 'poll', 'poll', 'poll', 'poll'],
  );
  t.like(drafts[1]?.draft, { value: ['x', 'y'], 'seek-to-beginning?': true, thread: 1 });
});

test('the final polls of a worker come about every 0.2 s, and end after 20 s', (t) => {
  const { main, final: last } = generators();
  tell(main, 'send', [['send', 'x', [4, 1]]]);
  const { drafts } = final(last, 0, 21);
  t.true(Math.abs(drafts.length - 102) < 20, `${drafts.length}`);
  t.true((drafts.at(-1)?.at ?? 0) < 20);
});

test('where the final client of a worker is lost, a new one begins again', (t) => {
  const { main, final: last } = generators();
  tell(main, 'send', [['send', 'x', [4, 1]]]);
  let lost = false;
  const { drafts } = final(last, 0, 2, ({ f, value }) => {
    if (f === 'crash') tell(last, f, value, 0, 'info');
    if (f !== 'poll' || lost) return;
    lost = true;
    tell(last, f, value, 0, 'info');
  });
  t.deepEqual(
    drafts.slice(0, 5).map(({ draft }) => draft.f),
    ['crash', 'assign', 'poll', 'assign', 'poll'],
  );
});

test('where no offset is known nothing is done in the end', (t) => {
  const { drafts } = final(generators().final, 0, 1);
  t.deepEqual(drafts, []);
});
