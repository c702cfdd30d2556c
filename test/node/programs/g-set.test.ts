/** What the g-set program says to its clients. How elements spread is in ../gossip. */

import test from 'ava';
import gSet from '../../../node/programs/g-set.js';
import { ask } from '../asking.js';
import { WiredNode } from '../wired-node.js';

test('elements are read in the order of first arrival, each once', (t) => {
  const wired = new WiredNode(gSet).init();
  t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', value: [] });
  for (const element of [3, 'two', null, [1], 3, [1]])
    t.deepEqual(ask(wired, { type: 'add', element }), { type: 'add_ok' });
  t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', value: [3, 'two', null, [1]] });
});

test('an add without an element is malformed', (t) => {
  const wired = new WiredNode(gSet).init();
  t.like(ask(wired, { type: 'add' }), { type: 'error', code: 12 });
  t.deepEqual(ask(wired, { type: 'read' })['value'], []);
});
