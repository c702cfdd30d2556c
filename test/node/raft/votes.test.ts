/** A follower, message by message: for whom it votes, what it promises, what it takes for committed. */

import test from 'ava';
import { type Body, MemoryStorage, Random } from '../../../node/index.js';
import linKv from '../../../node/programs/lin-kv.js';
import { BallotBox } from '../../../node/raft/ballot.js';
import { Patience } from '../../../node/raft/patience.js';
import type { Replica } from '../../../node/raft/replica.js';
import { FakeTime } from '../../fake-time.js';
import { WiredNode } from '../wired-node.js';

/** n1, which n2 has not founded a cluster with yet. */
async function blank() {
  const replicas: Replica[] = [];
  const wired = new WiredNode((node) => linKv(node, (replica) => replicas.push(replica)));
  wired.init(['n2', 'n1', 'n3']);
  const [replica] = replicas;
  if (replica === undefined) throw new Error('it has not started');
  const ask = async (src: string, body: Body): Promise<Body | undefined> => {
    wired.takeBodies();
    wired.receive(body, src);
    await wired.pass(1);
    return wired.takeBodies()[0];
  };
  const { disk } = replica.raft.ballot;
  const vote = (src: string, term: number, more: object = {}): Promise<Body | undefined> =>
    ask(src, {
      type: 'vote',
      term,
      pre: false,
      last_index: 9,
      last_term: 9,
      roster: { n1: disk },
      ...more,
    });
  const append = (src: string, term: number, more: object = {}): Promise<Body | undefined> =>
    ask(src, {
      type: 'append',
      term,
      at: 0,
      patience_ms: 1000,
      prev_index: 0,
      prev_term: 0,
      entries: [],
      commit: 0,
      ask: true,
      ...more,
    });
  return { wired, raft: replica.raft, disk, vote, append };
}

test('a vote is given once in a term, to the same one again, and to another in the next', async (t) => {
  const { vote } = await blank();
  t.like(await vote('n2', 5), { type: 'voted', term: 5, of: 5, pre: false, granted: true });
  t.like(await vote('n3', 5), { term: 5, granted: false });
  t.like(await vote('n2', 5), { term: 5, granted: true });
  t.like(await vote('n3', 6), { term: 6, granted: true });
  t.like(await vote('n2', 5), { term: 6, of: 5, granted: false });
});

test('to be asked whether it would vote binds a node to nothing', async (t) => {
  const { vote, raft } = await blank();
  t.like(await vote('n2', 5, { pre: true }), { type: 'voted', term: 0, of: 5, pre: true, granted: true });
  t.like(await vote('n3', 5, { pre: true }), { granted: true });
  t.like(raft.ballot, { term: 0, vote: null });
  t.like(await vote('n3', 0, { pre: true }), { granted: false });
});

for (const [title, lastIndex, lastTerm, granted] of [
  ['as long, of the same term', 2, 2, true],
  ['longer, of the same term', 3, 2, true],
  ['shorter, of the same term', 1, 2, false],
  ['longer, of an earlier term', 9, 1, false],
  ['shorter, of a later term', 1, 3, true],
  ['empty', 0, 0, false],
] as const) {
  test(`a candidate whose log is ${title} is ${granted ? '' : 'not '}voted for`, async (t) => {
    const { vote, append, wired } = await blank();
    await vote('n2', 2);
    const entries = [1, 2].map((term) => [term, null]);
    t.like(await append('n2', 2, { entries }), { ok: true, index: 2 });
    await wired.pass(1000);
    for (const pre of [true, false])
      t.like(await vote('n3', 7, { pre, last_index: lastIndex, last_term: lastTerm }), { granted });
  });
}

test('who has heard of a leader votes for nobody for a patience, and does not even enter a later term', async (t) => {
  const { vote, append, raft, wired } = await blank();
  await vote('n2', 1);
  await append('n2', 1, { patience_ms: 3000 });
  await append('n2', 1, { patience_ms: 1000 });
  await wired.pass(2900);
  t.is(await vote('n3', 9), undefined);
  t.is(await vote('n3', 9, { pre: true }), undefined);
  t.is(raft.ballot.term, 1);
  await wired.pass(100);
  t.like(await vote('n3', 9), { term: 9, granted: true });
});

test('the promise outlives a restart, as long as it may last', (t) => {
  const storage = new MemoryStorage();
  const time = new FakeTime();
  const start = (): Patience => {
    const random = new Random(1);
    const surroundings = {
      self: 'n1',
      nodes: ['n1'],
      random,
      storage,
      now: time.now,
      after: time.after,
      send: () => {},
    };
    return new Patience(surroundings, new BallotBox(storage, random));
  };
  const first = start();
  t.false(first.isBound);
  first.heard(4000);
  first.heard(1000);
  time.nowMs = 10;
  const second = start();
  t.true(second.isBound);
  time.nowMs = 4009;
  t.true(second.isBound);
  t.true(second.electionDueMs >= 4010);
  time.nowMs = 4010;
  t.false(second.isBound);
  second.heard(1000);
  const third = start();
  time.nowMs = 5010;
  t.false(third.isBound);
});

test('a vote is on disk', (t) => {
  const storage = new MemoryStorage();
  const box = new BallotBox(storage, new Random(1));
  box.change({ term: 4, vote: 'n2', member: true });
  t.deepEqual(new BallotBox(storage, new Random(2)).ballot, box.ballot);
  t.like(box.ballot, { term: 4, vote: 'n2', member: true });
  t.not(new BallotBox(new MemoryStorage(), new Random(2)).ballot.disk, box.ballot.disk);
});

test('only what is known to be the leader’s is committed, however much the leader has committed', async (t) => {
  const { vote, append, raft } = await blank();
  await vote('n2', 1);
  await append('n2', 1, {
    entries: [
      [1, null],
      [1, null],
    ],
  });
  t.is(raft.commitIndex, 0);
  await append('n3', 2, { commit: 2 });
  t.is(raft.commitIndex, 0);
  await append('n3', 2, { commit: 9, prev_index: 1, prev_term: 1 });
  t.is(raft.commitIndex, 1);
  t.like(await append('n3', 2, { entries: [[2, null]], prev_index: 1, prev_term: 1, commit: 1 }), {
    index: 2,
  });
  t.is(raft.log.lastTerm, 2);
});

test('a leader of an earlier term is told of the later one, and not followed', async (t) => {
  const { vote, append, raft } = await blank();
  await vote('n3', 4);
  t.like(await append('n2', 3, { entries: [[3, null]] }), { type: 'appended', term: 4, ok: false });
  t.is(raft.log.lastIndex, 0);
  t.is(raft.leader, undefined);
});

test('a blank node takes the log, says that it is blank, and votes for nobody', async (t) => {
  const { vote, append, raft, wired, disk } = await blank();
  t.like(await append('n2', 3, { entries: [[3, null]] }), { ok: true, index: 1, blank: true, disk });
  await wired.pass(5000);
  t.is(await vote('n3', 9, { roster: { n1: 'another disk' } }), undefined);
  t.is(raft.ballot.term, 3);
});

test('a node that is admitted has voted for who admitted it', async (t) => {
  const { vote, append, wired, disk } = await blank();
  t.like(await append('n2', 3, { admit: 'another disk' }), { blank: true });
  t.is((await append('n2', 3, { admit: disk }))?.['blank'], undefined);
  await wired.pass(1000);
  t.like(await vote('n3', 3, { roster: {} }), { term: 3, granted: false });
  t.like(await vote('n3', 4, { roster: {} }), { term: 4, granted: true });
});
