/** The kafka program: what clients are told at once, what peers are told, and what is asked for again. */

import test from 'ava';
import type { Body } from '../../../node/index.js';
import kafka from '../../../node/programs/kafka.js';
import { WiredNode } from '../wired-node.js';

function node(ids: readonly string[] = ['n1', 'n2', 'n3']): WiredNode {
  return new WiredNode(kafka).init(ids);
}

function ask(wired: WiredNode, request: Body): Body | undefined {
  wired.receive({ msg_id: 7, ...request });
  return wired
    .take()
    .map(({ body }) => body)
    .find((body) => body.in_reply_to === 7);
}

function news(more: object): Body {
  return { type: 'news', from: 0, entries: [], clock: 0, commits: {}, ...more };
}

test('a node alone: offsets rise, polls show from an offset on, keys without messages are left out', (t) => {
  const wired = node(['n1']);
  t.like(ask(wired, { type: 'send', key: 'a', msg: 'x' }), { type: 'send_ok', offset: 1 });
  t.like(ask(wired, { type: 'send', key: 'a', msg: 'y' }), { offset: 2 });
  t.like(ask(wired, { type: 'poll', offsets: { a: 0, b: 0 } }), {
    msgs: {
      a: [
        [1, 'x'],
        [2, 'y'],
      ],
    },
  });
  t.deepEqual(ask(wired, { type: 'poll', offsets: { a: 2 } })?.['msgs'], { a: [[2, 'y']] });
  t.deepEqual(ask(wired, { type: 'poll', offsets: { a: 3, b: 0 } })?.['msgs'], {});
});

test('commits are told for the keys that have one', (t) => {
  const wired = node();
  t.like(ask(wired, { type: 'commit_offsets', offsets: { a: 4 } }), { type: 'commit_offsets_ok' });
  const listed = ask(wired, { type: 'list_committed_offsets', keys: ['a', 'b'] });
  t.deepEqual(listed?.['offsets'], { a: 4 });
});

test('a send is answered at once; a quarter of a second later all peers are told, once, and of commits too', async (t) => {
  const wired = node();
  t.like(ask(wired, { type: 'send', key: 'a', msg: 'x' }), { offset: 3 });
  ask(wired, { type: 'send', key: 'b', msg: 'y' });
  ask(wired, { type: 'commit_offsets', offsets: { a: 4 } });
  await wired.pass(240);
  t.deepEqual(wired.take(), []);
  await wired.pass(20);
  const told = wired.take();
  t.deepEqual(
    told.map(({ dest }) => dest),
    ['n2', 'n3'],
  );
  t.deepEqual(told[0]?.body, {
    ...news({
      entries: [
        { stamp: 1, key: 'a', message: 'x' },
        { stamp: 2, key: 'b', message: 'y' },
      ],
      clock: 2,
      commits: { a: 4 },
    }),
  });
  await wired.pass(500);
  t.deepEqual(wired.take(), []);
});

test('what is told are the entries since the last time', async (t) => {
  const wired = node(['n1', 'n2']);
  ask(wired, { type: 'send', key: 'a', msg: 'x' });
  await wired.pass(300);
  wired.receive(news({ clock: 1 }), 'n2');
  ask(wired, { type: 'send', key: 'a', msg: 'y' });
  wired.take();
  await wired.pass(300);
  t.like(wired.takeBodies()[0], { from: 1, entries: [{ stamp: 2 }], clock: 2 });
});

test('news of a peer is shown when all have promised, and answered by a promise; an idle node is silent', async (t) => {
  const wired = node();
  const poll = { type: 'poll', offsets: { a: 0 } };
  await wired.pass(5000);
  wired.receive(news({ entries: [{ stamp: 1, key: 'a', message: 'x' }], clock: 1, commits: { a: 9 } }), 'n2');
  t.deepEqual(ask(wired, poll)?.['msgs'], {});
  await wired.pass(300);
  t.deepEqual(wired.takeBodies(), [news({ clock: 1 }), news({ clock: 1 })]);
  wired.receive(news({ clock: 1 }), 'n3');
  t.deepEqual(ask(wired, poll)?.['msgs'], { a: [[4, 'x']] });
  t.deepEqual(ask(wired, { type: 'list_committed_offsets', keys: ['a'] })?.['offsets'], { a: 9 });
  await wired.pass(20_000);
  t.deepEqual(wired.take(), []);
});

test('who has not promised within a second is asked, ever more rarely while it is silent', async (t) => {
  const wired = node(['n1', 'n2', 'n3']);
  ask(wired, { type: 'send', key: 'a', msg: 'x' });
  wired.receive(news({ clock: 1 }), 'n2');
  await wired.pass(300);
  wired.take();
  const times: number[] = [];
  for (let at = 300; at < 20_000; at += 100) {
    await wired.pass(100);
    for (const { dest, body } of wired.take()) {
      t.is(dest, 'n3');
      t.like(body, { from: 1, entries: [], clock: 1, ask: 0 });
      times.push(at);
    }
  }
  const gaps = times.map((time, i) => Math.round((time - (times[i - 1] ?? 0)) / 1000));
  t.deepEqual(gaps, [1, 2, 4, 4, 4, 4]);
});

test('a peer that asks is sent everything from there', (t) => {
  const wired = node();
  ask(wired, { type: 'send', key: 'a', msg: 'x' });
  ask(wired, { type: 'send', key: 'a', msg: 'y' });
  wired.receive(news({ ask: 1 }), 'n3');
  return wired.pass().then(() => {
    const [{ dest, body } = { dest: '', body: {} }] = wired.take();
    t.is(dest, 'n3');
    t.like(body, { from: 1, entries: [{ stamp: 2, key: 'a', message: 'y' }], clock: 2 });
  });
});

test('news from nobody of the cluster, or of another shape, is ignored', async (t) => {
  const wired = node();
  wired.receive(news({ clock: 50 }), 'c9');
  wired.receive(news({ entries: [{ stamp: 'x' }], clock: 50 }), 'n2');
  await wired.pass(300);
  t.deepEqual(wired.take(), []);
  t.is(wired.logged.length, 1);
  t.regex(wired.logged[0] ?? '', /expected entries to be an array of an entry with stamp, key and message/);
});

test('a clock that others told of is stored before anything below it is shown, a message before it is answered', (t) => {
  const wired = node();
  wired.receive(news({ clock: 50 }), 'n2');
  t.true(Number(wired.node.storage.read('clock')) >= 50);
  ask(wired, { type: 'send', key: 'a', msg: 'x' });
  t.is(wired.node.storage.read('entries'), '{"stamp":51,"key":"a","message":"x"}\n');
});

test('a peer that speaks but stays behind is asked every second', async (t) => {
  const wired = node(['n1', 'n2']);
  ask(wired, { type: 'send', key: 'a', msg: 'x' });
  let asked = 0;
  for (let i = 0; i < 20; i++) {
    wired.receive(news({ from: 5, clock: 1 }), 'n2');
    await wired.pass(500);
    asked += wired.takeBodies().filter((body) => body['ask'] !== undefined).length;
  }
  t.true(asked >= 9, `${asked}`);
});
