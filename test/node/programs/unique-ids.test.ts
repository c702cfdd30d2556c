/** Ids that no other request, node or life of a node gets. */

import test from 'ava';
import { type Message, Node, Random, SystemClock } from '../../../node/index.js';
import uniqueIds from '../../../node/programs/unique-ids.js';

/** The ids that one life of a node gives out. */
function ids(name: string, seed: number, count: number): readonly unknown[] {
  const sent: Message[] = [];
  let receive: (message: Message) => void = () => {};
  const transport = {
    send: (message: Message): void => void sent.push(message),
    listen: (to: (message: Message) => void): void => {
      receive = to;
    },
  };
  uniqueIds(new Node({ clock: new SystemClock(), random: new Random(seed), transport, log: () => {} }));
  receive({ src: 'c0', dest: name, body: { type: 'init', msg_id: 1, node_id: name, node_ids: [name] } });
  for (let i = 0; i < count; i++) receive({ src: 'c1', dest: name, body: { type: 'generate', msg_id: 1 } });
  return sent.slice(1).map(({ body }) => body['id']);
}

test('a node never gives an id twice, even for the same msg_id', (t) => {
  const all = ids('n1', 1, 1000);
  t.is(new Set(all).size, 1000);
  for (const id of all) t.is(typeof id, 'string');
});

test('nodes with the same seed give different ids', (t) => {
  t.is(new Set([...ids('n1', 1, 10), ...ids('n2', 1, 10), ...ids('n11', 1, 10)]).size, 30);
});

test('lives of one node give different ids', (t) => {
  const lives = Array.from({ length: 200 }, (_, seed) => ids('n1', seed, 10));
  t.is(new Set(lives.flat()).size, 2000);
});
