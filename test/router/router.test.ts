/** The pure router: numbers, journals, judges, queues, delivers. Time is whatever the test says. */

import test from 'ava';
import type { Message } from '../../node/index.js';
import { Credit } from '../../router/credit.js';
import { type DropReason, PASS, Router, type Rule, type Verdict } from '../../router/index.js';
import { Inbox } from './inbox.js';
import { RecordingJournal } from './recording-journal.js';

function always(verdict: Verdict): Rule {
  return { judge: () => verdict };
}

/** n1 and n2 on a router with these rules. */
function network(...rules: readonly Rule[]) {
  const journal = new RecordingJournal();
  const router = new Router(rules, journal);
  const n1 = new Inbox();
  const n2 = new Inbox();
  router.register('n1', n1);
  router.register('n2', n2);
  return { router, journal, n1, n2 };
}

function message(src = 'n1', dest = 'n2', type = 'x'): Message {
  return { src, dest, body: { type } };
}

test('messages are numbered from 0, whoever sends them', (t) => {
  const { router, n1, n2 } = network();
  router.submit(message('n1', 'n2'), 0);
  router.submit(message('n2', 'n1'), 0);
  router.submit(message('n1', 'n2'), 0);
  router.deliverDue(0);
  t.deepEqual(n2.ids, [0, 2]);
  t.deepEqual(n1.ids, [1]);
});

test('a message is journaled as sent when it is taken, and as received before its receiver has it', (t) => {
  const { router, journal, n2 } = network(always({ kind: 'delay', delay: 5 }));
  n2.onDelivery = () => journal.fault(0, 'delivered', '');
  router.submit(message(), 3);
  t.deepEqual(journal.events, ['3 send #0 n1>n2']);
  router.deliverDue(8);
  t.deepEqual(journal.events, ['3 send #0 n1>n2', '8 recv #0', '0 fault delivered: ']);
});

test('what is delivered is the line of its sender', (t) => {
  const { router, n2 } = network();
  const line = '{"src":"n1","dest":"n2","body":{"n":9223372036854775807}}';
  router.submit(JSON.parse(line) as Message, 0, line);
  router.deliverDue(0);
  t.is(n2.envelopes[0]?.text, '{"id":0,"src":"n1","dest":"n2","body":{"n":9223372036854775807}}');
});

test('nothing is delivered before it is due', (t) => {
  const { router, n2 } = network(always({ kind: 'delay', delay: 10 }));
  router.submit(message(), 0);
  t.is(router.nextDeadline(), 10);
  router.deliverDue(9);
  t.is(n2.envelopes.length, 0);
  router.deliverDue(10);
  t.is(n2.envelopes.length, 1);
  t.is(router.nextDeadline(), undefined);
});

for (const [title, rules, deadline] of [
  [
    'a slow way takes so many times as long',
    [
      { kind: 'delay', delay: 7e6 },
      { kind: 'slow', factor: 10 },
    ],
    70e6,
  ],
  [
    'whichever rule speaks first',
    [
      { kind: 'slow', factor: 10 },
      { kind: 'delay', delay: 7e6 },
    ],
    70e6,
  ],
  ['what takes no time to speak of counts as a millisecond', [{ kind: 'slow', factor: 10 }], 10e6],
  [
    'slow twice is slower',
    [
      { kind: 'slow', factor: 2 },
      { kind: 'slow', factor: 1.5 },
    ],
    3e6,
  ],
  [
    'delays add up',
    [
      { kind: 'delay', delay: 5 },
      { kind: 'delay', delay: 6 },
    ],
    11,
  ],
] as const) {
  test(`${title}: due at ${deadline} ns`, (t) => {
    const { router } = network(...rules.map(always));
    router.submit(message(), 0);
    t.is(router.nextDeadline(), deadline);
  });
}

test('the earliest deadline is delivered first, and among equals what was sent first', (t) => {
  const delays = [5, 1, 5, 0, 1];
  const rule: Rule = { judge: () => ({ kind: 'delay', delay: delays.shift() ?? 0 }) };
  const { router, n2 } = network(rule);
  for (let i = 0; i < 5; i++) router.submit(message(), 0);
  router.deliverDue(5);
  t.deepEqual(n2.ids, [3, 1, 4, 0, 2]);
});

test('what a delivery sends for the same instant is delivered by the same call', (t) => {
  const { router, n1, n2 } = network();
  n2.onDelivery = () => void router.submit(message('n2', 'n1'), 0);
  router.submit(message('n1', 'n2'), 0);
  router.deliverDue(0);
  t.deepEqual([n2.ids, n1.ids], [[0], [1]]);
});

test('delays add up, and any drop ends the message before it is queued', (t) => {
  const slow = network(
    always({ kind: 'delay', delay: 3 }),
    always(PASS),
    always({ kind: 'delay', delay: 4 }),
  );
  slow.router.submit(message(), 10);
  t.is(slow.router.nextDeadline(), 17);

  const cut = network(always({ kind: 'delay', delay: 3 }), always({ kind: 'drop', reason: 'loss' }));
  t.is(cut.router.submit(message(), 10), undefined);
  t.is(cut.router.nextDeadline(), undefined);
  t.deepEqual(cut.journal.events, ['10 send #0 n1>n2', '10 drop #0 loss']);
});

test('rules behind the one that drops a message are not asked', (t) => {
  let asked = 0;
  const counting: Rule = {
    judge: () => {
      asked++;
      return PASS;
    },
  };
  network(counting, always({ kind: 'drop', reason: 'partition' }), counting).router.submit(message(), 0);
  t.is(asked, 1);
});

test('a duplicate follows the message by so much, under the same number, with a body of its own', (t) => {
  const { router, journal, n2 } = network(
    always({ kind: 'duplicate', after: 5 }),
    always({ kind: 'delay', delay: 10 }),
  );
  router.submit({ src: 'n1', dest: 'n2', body: { list: [1] } }, 0);
  router.deliverDue(10);
  router.deliverDue(15);
  t.deepEqual(journal.events, ['0 send #0 n1>n2', '10 recv #0', '15 recv #0']);
  const [first, second] = n2.bodies;
  t.deepEqual(first, second);
  t.not(first?.['list'], second?.['list']);
});

test('each duplicating rule adds one copy', (t) => {
  const { router, n2 } = network(
    always({ kind: 'duplicate', after: 1 }),
    always({ kind: 'duplicate', after: 2 }),
  );
  router.submit(message(), 0);
  router.deliverDue(2);
  t.is(n2.envelopes.length, 3);
  t.deepEqual(
    n2.envelopes.map(({ copies }) => copies),
    [3, 3, 3],
  );
});

for (const reason of ['dead', 'overflow'] satisfies readonly DropReason[]) {
  test(`what an endpoint cannot take is dropped as ${reason} when it is due, not when it is sent`, (t) => {
    const { router, journal, n2 } = network(always({ kind: 'delay', delay: 5 }));
    n2.refusal = reason;
    router.submit(message(), 0);
    router.submit(message(), 1);
    router.deliverDue(5);
    n2.refusal = undefined;
    router.deliverDue(6);
    t.deepEqual(journal.events.slice(2), [`5 drop #0 ${reason}`, '6 recv #1']);
    t.deepEqual(n2.ids, [1]);
  });
}

test('a message from or to somebody who never was is refused, and takes no number', (t) => {
  const { router, journal, n2 } = network();
  t.is(router.submit(message('n9', 'n2'), 0), 'unknown-src');
  t.is(router.submit(message('n1', 'n9'), 0), 'unknown-dest');
  t.is(router.submit(message('n9', 'n8'), 0), 'unknown-src');
  t.deepEqual(journal.events, []);
  router.submit(message(), 0);
  router.deliverDue(0);
  t.deepEqual(n2.ids, [0]);
});

test('a message to somebody who was there once is taken and dropped as closed', (t) => {
  const { router, journal } = network();
  router.register('c1', new Inbox());
  router.unregister('c1');
  t.is(router.submit(message('n1', 'c1'), 0), undefined);
  router.deliverDue(0);
  t.deepEqual(journal.events, ['0 send #0 n1>c1', '0 drop #0 closed']);
});

test('a message whose receiver leaves while it is under way is dropped as closed', (t) => {
  const { router, journal, n2 } = network(always({ kind: 'delay', delay: 5 }));
  router.submit(message(), 0);
  router.unregister('n2');
  router.deliverDue(5);
  t.deepEqual(journal.events, ['0 send #0 n1>n2', '5 drop #0 closed']);
  t.is(n2.envelopes.length, 0);
});

test('a message whose sender leaves while it is under way arrives, but the sender sends no more', (t) => {
  const { router, n2 } = network();
  router.submit(message(), 0);
  router.unregister('n1');
  router.deliverDue(0);
  t.is(n2.envelopes.length, 1);
  t.is(router.submit(message(), 0), 'unknown-src');
});

test('an endpoint may come back, and may not be there twice', (t) => {
  const { router, n1, journal } = network();
  t.throws(() => router.register('n1', new Inbox()), { message: 'two endpoints called n1' });
  router.unregister('n1');
  router.unregister('n1');
  t.deepEqual(router.endpoints(), ['n2']);
  router.register('n1', n1);
  t.true(router.has('n1'));
  router.submit(message('n2', 'n1'), 0);
  router.deliverDue(0);
  t.deepEqual(journal.of('recv'), ['recv #0']);
});

test('messages between nodes count as under way until they have gone somewhere, those of clients never', (t) => {
  const { router, n2 } = network(
    always({ kind: 'delay', delay: 5 }),
    always({ kind: 'duplicate', after: 1 }),
  );
  router.register('c1', new Inbox());
  router.submit(message('n1', 'n2'), 0);
  router.submit(message('c1', 'n2'), 0);
  router.submit(message('n1', 'c1'), 0);
  t.is(router.serversUnderWay, 2);
  router.deliverDue(5);
  t.is(router.serversUnderWay, 1);
  n2.refusal = 'dead';
  router.deliverDue(6);
  t.is(router.serversUnderWay, 0);
});

test('a sender is stopped by what it has under way, and let go as that arrives, is dropped or is refused', (t) => {
  const told: string[] = [];
  const credit = new Credit(1000, { full: () => told.push('full'), free: () => told.push('free') });
  const line = JSON.stringify({ src: 'n1', dest: 'n2', body: { text: 'x'.repeat(400) } });
  const send = (router: Router, now: number): void => {
    router.submit(JSON.parse(line) as Message, now, line, credit);
  };
  const { router, n2 } = network(always({ kind: 'delay', delay: 5 }));
  for (let now = 0; now < 2; now++) send(router, now);
  t.deepEqual(told, ['full']);
  n2.refusal = 'dead';
  router.deliverDue(5);
  t.deepEqual(told, ['full']);
  router.unregister('n2');
  router.deliverDue(6);
  t.deepEqual(told, ['full', 'free']);

  const cut = network(always({ kind: 'drop', reason: 'loss' }));
  for (let now = 0; now < 10; now++) send(cut.router, now);
  t.deepEqual(told, ['full', 'free']);
});

test('many small messages count for more than their text', (t) => {
  let stopped = false;
  const credit = new Credit(10_000, { full: () => (stopped = true), free: () => {} });
  const { router } = network(always({ kind: 'delay', delay: 5 }));
  const line = '{"src":"n1","dest":"n2","body":{}}';
  for (let i = 0; i < 50; i++) router.submit(JSON.parse(line) as Message, 0, line, credit);
  t.true(stopped);
});

test('a message that is damaged arrives as another line, and all its copies alike; the journal has both', (t) => {
  const { router, n2 } = network(
    always({ kind: 'damage', damage: { place: 0, bit: 0 } }),
    always({ kind: 'duplicate', after: 5 }),
  );
  router.submit(message(), 0);
  router.deliverDue(5);
  t.deepEqual(
    n2.envelopes.map(({ text, line }) => [text, line]),
    [1, 2].map(() => [
      '{"id":0,"src":"n1","dest":"n2","body":{"type":"x"}}',
      '{"id":0,"src":"n1","dest":"n2","body":z"type":"x"}}',
    ]),
  );
});
