/** The kafka program on lin-kv: a slot for each message, taken by compare-and-set, and what happens when answers get lost. */

import test from 'ava';
import type { Body, Message } from '../../../node/index.js';
import kafkaLinKv from '../../../node/programs/kafka-lin-kv.js';
import { WiredNode } from '../wired-node.js';

/** A node beside a lin-kv service. `lose` tells what happens to a request and its answer. */
class Scene {
  readonly store = new Map<string, unknown>();
  readonly asked: Body[] = [];
  readonly wired: WiredNode;
  lose: (request: Body) => 'nothing' | 'request' | 'reply' = () => 'nothing';
  readonly #replies: Body[] = [];

  constructor() {
    this.wired = new WiredNode(kafkaLinKv, (message) => this.#sent(message)).init();
  }

  /** Sends a request and gives the answer; undefined where there is none after so many milliseconds. */
  async ask(request: Body, milliseconds = 100): Promise<Body | undefined> {
    this.#replies.length = 0;
    this.wired.receive({ msg_id: 7, ...request });
    await this.wired.pass(milliseconds);
    return this.#replies.find((body) => body.in_reply_to === 7);
  }

  #sent({ dest, body }: Message): void {
    if (dest !== 'lin-kv') {
      this.#replies.push(body);
      return;
    }
    this.asked.push(body);
    const lost = this.lose(body);
    if (lost === 'request') return;
    const answer = this.#answer(body);
    if (lost === 'reply') return;
    this.wired.node.after(1, () =>
      this.wired.receive({ ...answer, in_reply_to: body.msg_id ?? NaN }, 'lin-kv'),
    );
  }

  #answer({ type, key, value, from, to }: Body): Body {
    const held = this.store.get(key as string);
    if (type === 'write') this.store.set(key as string, value);
    if (type === 'read')
      return held === undefined ? { type: 'error', code: 20 } : { type: 'read_ok', value: held };
    if (type !== 'cas') return { type: `${type}_ok` };
    if (held !== undefined && JSON.stringify(held) !== JSON.stringify(from))
      return { type: 'error', code: 22 };
    this.store.set(key as string, to);
    return { type: 'cas_ok' };
  }
}

const SEND = { type: 'send', key: 'a', msg: 'x' };

test('a send takes the first free slot, with one request where nobody came between', async (t) => {
  const scene = new Scene();
  t.like(await scene.ask(SEND), { type: 'send_ok', offset: 0 });
  t.like(await scene.ask({ ...SEND, msg: 'y' }), { offset: 1 });
  t.is(scene.asked.length, 2);
  t.deepEqual([...scene.store.keys()], ['a/0', 'a/1']);
});

test('slots that others have taken are passed over', async (t) => {
  const scene = new Scene();
  for (let i = 0; i < 9; i++) scene.store.set(`a/${i}`, ['other', i]);
  t.like(await scene.ask(SEND), { offset: 9 });
  t.deepEqual((await scene.ask({ type: 'poll', offsets: { a: 7 } }))?.['msgs'], {
    a: [
      [7, 7],
      [8, 8],
      [9, 'x'],
    ],
  });
});

test('polls ask only for what is not known, and leave out keys without messages', async (t) => {
  const scene = new Scene();
  for (let i = 0; i < 5; i++) scene.store.set(`a/${i}`, ['other', i]);
  const poll = { type: 'poll', offsets: { a: 3, b: 0 } };
  const messages = {
    a: [
      [3, 3],
      [4, 4],
    ],
  };
  t.deepEqual((await scene.ask(poll))?.['msgs'], messages);
  scene.asked.length = 0;
  t.deepEqual((await scene.ask(poll))?.['msgs'], messages);
  t.deepEqual(
    scene.asked.map(({ key }) => key),
    ['a/5', 'b/0'],
  );
  t.deepEqual((await scene.ask({ type: 'poll', offsets: { a: -2 } }))?.['msgs'], {
    a: [0, 1, 2, 3, 4].map((i) => [i, i]),
  });
});

test('a poll behind a send of its client shows what that has sent', async (t) => {
  const scene = new Scene();
  // The first request is lost, so that the send takes longer than a poll would.
  scene.lose = () => (scene.asked.length === 1 ? 'request' : 'nothing');
  scene.wired.receive({ ...SEND, msg_id: 1 });
  t.deepEqual((await scene.ask({ type: 'poll', offsets: { a: 0 } }, 2000))?.['msgs'], { a: [[0, 'x']] });
});

test('polls of two clients that come at once share their reading', async (t) => {
  const scene = new Scene();
  scene.store.set('a/0', ['other', 0]);
  scene.wired.receive({ type: 'poll', offsets: { a: 0 }, msg_id: 1 }, 'c2');
  await scene.ask({ type: 'poll', offsets: { a: 0 } });
  t.deepEqual(
    scene.asked.map(({ key }) => key),
    ['a/0', 'a/1', 'a/2'],
  );
});

for (const lost of ['request', 'reply'] as const) {
  test(`where the ${lost} of a send gets lost, the message is in the log once all the same`, async (t) => {
    const scene = new Scene();
    let first = true;
    scene.lose = () => {
      if (!first) return 'nothing';
      first = false;
      return lost;
    };
    t.like(await scene.ask(SEND, 2000), { type: 'send_ok', offset: 0 });
    t.deepEqual([...scene.store.keys()], ['a/0']);
    t.like(await scene.ask({ ...SEND, msg: 'y' }), { offset: 1 });
  });
}

test('messages that are equal are told apart by who sent them', async (t) => {
  const scene = new Scene();
  t.like(await scene.ask(SEND), { offset: 0 });
  t.like(await scene.ask(SEND), { offset: 1 });
});

test('where lin-kv is silent, a send ends as a timeout before its client gives up', async (t) => {
  const scene = new Scene();
  scene.lose = () => 'request';
  t.is(await scene.ask(SEND, 3900), undefined);
  await scene.wired.pass(200);
  t.like(await scene.ask(SEND, 4900), { type: 'error', code: 0 });
});

test('the greatest commit stays, whoever made it; one that is no news asks nobody', async (t) => {
  const scene = new Scene();
  scene.store.set('a/committed', 5);
  const commit = (offset: number) => scene.ask({ type: 'commit_offsets', offsets: { a: offset } });
  const committed = async () =>
    (await scene.ask({ type: 'list_committed_offsets', keys: ['a', 'b'] }))?.['offsets'];
  t.like(await commit(3), { type: 'commit_offsets_ok' });
  t.deepEqual(await committed(), { a: 5 });
  await commit(8);
  t.is(scene.store.get('a/committed'), 8);
  scene.store.set('a/committed', 9);
  t.deepEqual(await committed(), { a: 9 });
  scene.asked.length = 0;
  await commit(7);
  t.deepEqual(scene.asked, []);
});

test('a slot that a send takes while a poll reads it is known once', async (t) => {
  const scene = new Scene();
  scene.wired.receive({ ...SEND, msg_id: 1 });
  await scene.ask({ type: 'poll', offsets: { a: 0 } });
  t.deepEqual((await scene.ask({ type: 'poll', offsets: { a: 0 } }))?.['msgs'], { a: [[0, 'x']] });
});
