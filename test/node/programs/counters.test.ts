/** What the counters say to their clients, and what they tell each other of. */

import test from 'ava';
import gCounter from '../../../node/programs/g-counter.js';
import pnCounter from '../../../node/programs/pn-counter.js';
import { ask } from '../asking.js';
import { WiredNode } from '../wired-node.js';

for (const [name, program] of Object.entries({ gCounter, pnCounter })) {
  test(`${name}: the value is the sum of the adds, also of equal ones`, (t) => {
    const wired = new WiredNode(program).init();
    t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', value: 0 });
    for (const delta of [2, 2, 0, 3]) t.deepEqual(ask(wired, { type: 'add', delta }), { type: 'add_ok' });
    t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', value: 7 });
  });

  test(`${name}: what is no whole number is malformed and adds nothing`, (t) => {
    const wired = new WiredNode(program).init();
    for (const delta of [1.5, '1', null, undefined])
      t.like(ask(wired, { type: 'add', delta }), { type: 'error', code: 12 });
    t.deepEqual(ask(wired, { type: 'read' }), { type: 'read_ok', value: 0 });
  });

  test(`${name}: nobody is told of an add of 0`, async (t) => {
    const wired = new WiredNode(program).init(['n2', 'n1']);
    ask(wired, { type: 'add', delta: 0 });
    await wired.pass(1000);
    t.deepEqual(wired.take(), []);
    ask(wired, { type: 'add', delta: 1 });
    await wired.pass(1000);
    t.true(wired.take().length > 0);
  });
}

test('pn-counter goes down, g-counter refuses to', (t) => {
  const down = new WiredNode(pnCounter).init();
  t.deepEqual(ask(down, { type: 'add', delta: -5 }), { type: 'add_ok' });
  t.deepEqual(ask(down, { type: 'read' }), { type: 'read_ok', value: -5 });
  const up = new WiredNode(gCounter).init();
  t.deepEqual(ask(up, { type: 'add', delta: -5 }), {
    type: 'error',
    code: 12,
    text: 'add: expected delta to be an integer >= 0, got -5',
  });
  t.deepEqual(ask(up, { type: 'read' }), { type: 'read_ok', value: 0 });
});
