/** A leader, answer by answer: what it commits, when it may read, to whom it speaks. */

import test from 'ava';
import { type Body, MemoryStorage, Random } from '../../../node/index.js';
import { BallotBox } from '../../../node/raft/ballot.js';
import { Execution } from '../../../node/raft/execution.js';
import { Log } from '../../../node/raft/log.js';
import { Reign } from '../../../node/raft/reign.js';
import { FakeTime } from '../../fake-time.js';

interface Answer {
  readonly ok?: boolean;
  readonly index?: number;
  readonly at?: number;
  readonly disk?: string;
  readonly blank?: boolean;
}

/** n1 leads five in term 3; its log holds an entry of term 1 and one of term 2. Time is in the hands of the test. */
function crowned() {
  const time = new FakeTime();
  const sent: { dest: string; body: Body }[] = [];
  const storage = new MemoryStorage();
  const random = new Random(1);
  const surroundings = {
    self: 'n1',
    nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
    random,
    storage,
    now: time.now,
    after: time.after,
    send: (dest: string, body: Body) => void sent.push({ dest, body }),
  };
  const box = new BallotBox(storage, random);
  box.change({ term: 3, vote: 'n1', member: true });
  const log = new Log(storage);
  log.write(1, [
    { term: 1, command: 'a' },
    { term: 2, command: 'b' },
  ]);
  const execution = new Execution(log, { apply: () => {}, snapshot: () => null, restore: () => {} });
  let abdicated = false;
  const abdicate = (): void => {
    abdicated = true;
    reign.end();
  };
  const reign: Reign = new Reign({ surroundings, box, log, execution, abdicate }, ['n1', 'n4', 'n2'], 1000);
  reign.begin();
  return {
    reign,
    log,
    execution,
    isAbdicated: () => abdicated,
    answer: (
      src: string,
      { ok = true, index = 0, at = time.nowMs, disk = `disk of ${src}`, blank }: Answer,
    ) => reign.appended(src, { term: 3, ok, index, at, disk, ...(blank === true && { blank }) }),
    pass: (ms: number) => time.pass(ms),
    take: () => sent.splice(0),
  };
}

test('an entry of an earlier term is not committed by its copies, but with one of this term', (t) => {
  const { answer, execution } = crowned();
  for (const node of ['n2', 'n3', 'n4', 'n5']) answer(node, { index: 2 });
  t.is(execution.commitIndex, 0);
  answer('n2', { index: 3 });
  t.is(execution.commitIndex, 0);
  answer('n3', { index: 3 });
  t.is(execution.commitIndex, 3);
});

test('a majority of five is the leader and two, whoever they are', (t) => {
  const { answer, execution, reign, pass } = crowned();
  for (const node of ['n5', 'n3']) answer(node, { index: 3 });
  t.is(execution.commitIndex, 3);
  reign.propose('c');
  pass(0);
  answer('n2', { index: 4 });
  t.is(execution.commitIndex, 3);
  answer('n2', { index: 4 });
  t.is(execution.commitIndex, 3);
  answer('n5', { index: 4 });
  t.is(execution.commitIndex, 4);
});

test('a lease lasts nine tenths of a patience from when what was answered left', (t) => {
  const { answer, reign, pass } = crowned();
  t.false(reign.isSecure);
  pass(50);
  answer('n2', { index: 3, at: 0 });
  t.false(reign.isSecure);
  answer('n3', { index: 3, at: 10 });
  t.true(reign.isSecure);
  pass(849);
  t.true(reign.isSecure);
  pass(2);
  t.false(reign.isSecure);
});

test('promises of a shorter patience do not make a lease of a longer one', (t) => {
  const { answer, reign, pass, take } = crowned();
  pass(400);
  for (const node of ['n2', 'n3', 'n4']) answer(node, { index: 3, at: 0 });
  t.true(reign.isSecure);
  take();
  pass(700);
  // Round trips take 400 ms: meanwhile followers are told to be patient for four seconds.
  t.is(take().at(-1)?.body['patience_ms'], 4000);
  t.false(reign.isSecure);
});

test('a read without a lease waits for answers to what left after it', (t) => {
  const { answer, reign, pass, take } = crowned();
  for (const node of ['n2', 'n4']) answer(node, { index: 3, at: 0 });
  pass(950);
  take();
  let isReady = false;
  reign.confirm(() => {
    isReady = true;
  });
  t.deepEqual(
    take().map(({ dest, body }) => [dest, body['ask']]),
    [
      ['n4', true],
      ['n2', true],
    ],
  );
  answer('n2', { index: 3, at: 10 });
  answer('n3', { index: 3, at: 20 });
  t.false(isReady);
  answer('n2', { index: 3, at: 950 });
  t.false(isReady);
  answer('n5', { index: 3, at: 950 });
  t.true(isReady);
});

test('no read is ready before an entry of this term is committed', (t) => {
  const { answer, reign } = crowned();
  let isReady = false;
  reign.confirm(() => {
    isReady = true;
  });
  for (const node of ['n2', 'n3', 'n4', 'n5']) answer(node, { ok: false, index: 0 });
  t.true(reign.isSecure);
  t.false(isReady);
  for (const node of ['n2', 'n3']) answer(node, { index: 3 });
  t.true(isReady);
});

test('what a blank node has and promises does not count', (t) => {
  const { answer, reign, execution } = crowned();
  answer('n2', { index: 3, blank: true });
  answer('n3', { index: 3 });
  t.is(execution.commitIndex, 0);
  t.false(reign.isSecure);
  answer('n4', { index: 3 });
  t.is(execution.commitIndex, 3);
  t.true(reign.isSecure);
});

test('after a wipe nothing counts that the old disk had, nor its answers that are still under way', (t) => {
  const { answer, reign, execution, pass } = crowned();
  for (const node of ['n2', 'n3']) answer(node, { index: 3 });
  reign.propose('c');
  pass(0);
  answer('n2', { ok: false, index: 0, disk: 'new', blank: true });
  answer('n2', { index: 4 });
  answer('n3', { index: 4 });
  t.is(execution.commitIndex, 3);
  answer('n4', { index: 4 });
  t.is(execution.commitIndex, 4);
});

test('a blank node is admitted when all others have answered since, and it has the whole log', (t) => {
  const { answer, take, pass } = crowned();
  const admitted = (): boolean => take().some(({ dest, body }) => dest === 'n5' && body['admit'] === 'new');
  pass(10);
  answer('n5', { ok: false, index: 0, disk: 'new', blank: true });
  pass(1);
  for (const node of ['n2', 'n3']) answer(node, { index: 3 });
  answer('n5', { index: 3, disk: 'new', blank: true });
  t.false(admitted());
  answer('n4', { index: 3, at: 5 });
  answer('n5', { index: 3, disk: 'new', blank: true });
  t.false(admitted());
  answer('n4', { index: 3 });
  answer('n5', { index: 2, disk: 'new', blank: true });
  t.true(admitted());
});

test('a blank node that lacks some of the log is not admitted', (t) => {
  const { answer, take, pass } = crowned();
  answer('n5', { index: 3 });
  pass(10);
  answer('n5', { ok: false, index: 0, disk: 'new', blank: true });
  pass(1);
  for (const node of ['n2', 'n3', 'n4']) answer(node, { index: 3 });
  take();
  answer('n5', { index: 2, disk: 'new', blank: true });
  t.false(take().some(({ body }) => body['admit'] !== undefined));
  answer('n5', { index: 3, disk: 'new', blank: true });
  t.true(take().some(({ body }) => body['admit'] === 'new'));
});

test('where the others are no majority no blank node is admitted', (t) => {
  const { answer, take, pass } = crowned();
  pass(10);
  for (const node of ['n3', 'n4', 'n5'])
    answer(node, { ok: false, index: 0, disk: `new ${node}`, blank: true });
  pass(1);
  answer('n2', { index: 3 });
  for (const node of ['n3', 'n4', 'n5']) answer(node, { index: 3, disk: `new ${node}`, blank: true });
  t.false(take().some(({ body }) => body['admit'] !== undefined));
});

test('news go to the quickest; when one of them is silent all are told, and another takes its place', (t) => {
  const { answer, reign, pass, take } = crowned();
  for (const node of ['n2', 'n3', 'n4', 'n5']) answer(node, { index: 3 });
  take();
  const told = (): readonly string[] => [...new Set(take().map(({ dest }) => dest))].toSorted();
  reign.propose('c');
  pass(0);
  t.deepEqual(told(), ['n2', 'n4']);
  answer('n2', { index: 4 });
  pass(120);
  t.deepEqual(told(), ['n3', 'n4', 'n5']);
  for (const node of ['n3', 'n5']) answer(node, { index: 4 });
  take();
  reign.propose('d');
  pass(0);
  t.deepEqual(told(), ['n2', 'n3']);
});

test('each message carries all that is not known to have arrived, and not too many are under way', (t) => {
  const { answer, reign, pass, take } = crowned();
  for (const node of ['n2', 'n4']) answer(node, { index: 3 });
  take();
  for (let i = 0; i < 20; i++) {
    reign.propose(i);
    pass(1);
  }
  const lengths = take()
    .filter(({ dest }) => dest === 'n2')
    .map(({ body }) => (body['entries'] as readonly unknown[]).length);
  t.deepEqual(lengths, [1, 2, 3, 4, 5, 6, 7, 8]);
  answer('n2', { index: 11 });
  const [next] = take();
  t.is((next?.body['entries'] as readonly unknown[] | undefined)?.length, 12);
});

test('a leader whom no majority answers gives up after one and a half patiences', (t) => {
  const { answer, pass, isAbdicated } = crowned();
  pass(1000);
  answer('n2', { index: 3 });
  t.false(isAbdicated());
  pass(490);
  t.false(isAbdicated());
  pass(1000);
  t.true(isAbdicated());
});
