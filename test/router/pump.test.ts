/** A router driven on a virtual clock: everything arrives at its deadline, in order, with nobody asking. */

import test from 'ava';
import * as fc from 'fast-check';
import { Pump, Router, type Rule, VirtualClock } from '../../router/index.js';
import { Inbox } from './inbox.js';
import { RecordingJournal } from './recording-journal.js';

/** Endpoints n1 and n2 on a pump; a message is under way as long as its body says. */
function pumped() {
  const delay: Rule = { judge: ({ body }) => ({ kind: 'delay', delay: Number(body['delay'] ?? 0) }) };
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const router = new Router([delay], journal);
  const pump = new Pump(router, clock);
  const n1 = new Inbox();
  const n2 = new Inbox();
  router.register('n1', n1);
  router.register('n2', n2);
  const send = (delay: number, src = 'n1', dest = 'n2'): void => {
    router.submit({ src, dest, body: { delay } }, clock.now());
    pump.run();
  };
  const until = (time: number): Promise<void> =>
    clock.drive(
      () =>
        new Promise((resolve) => {
          clock.schedule(time - clock.now(), resolve);
        }),
    );
  return { clock, journal, pump, n1, n2, send, until };
}

test('what is due now is delivered before run returns', (t) => {
  const { n2, send } = pumped();
  send(0);
  t.deepEqual(n2.ids, [0]);
});

test('each message arrives at its deadline, a later one with an earlier deadline first', async (t) => {
  const { journal, send, until } = pumped();
  send(100);
  send(10);
  send(50);
  await until(200);
  t.deepEqual(journal.events.slice(3), ['10 recv #1', '50 recv #2', '100 recv #0']);
});

test('whatever is sent when, all arrives at its own deadline, in order of deadline and of sending', async (t) => {
  const sends = fc.array(fc.record({ at: fc.nat(50), delay: fc.nat(50) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(sends, async (all) => {
      const { clock, journal, send, until } = pumped();
      const order = all.toSorted((a, b) => a.at - b.at);
      for (const { at, delay } of order) clock.schedule(at, () => send(delay));
      await until(101);
      t.deepEqual(
        journal.events.filter((event) => event.includes('recv')),
        order
          .map(({ at, delay }, id) => ({ id, deadline: at + delay }))
          .toSorted((a, b) => a.deadline - b.deadline)
          .map(({ id, deadline }) => `${deadline} recv #${id}`),
      );
    }),
    { numRuns: 50 },
  );
});

test('a delivery may send, at once or for later, without a call within a call', async (t) => {
  const { journal, n1, n2, send, until } = pumped();
  let depth = 0;
  let deepest = 0;
  const reply =
    (src: string, dest: string) =>
    ({ id }: { readonly id: number }): void => {
      deepest = Math.max(deepest, ++depth);
      if (id < 1000) send(0, src, dest);
      else if (id === 1000) send(7, src, dest);
      depth--;
    };
  n2.onDelivery = reply('n2', 'n1');
  n1.onDelivery = reply('n1', 'n2');
  send(0);
  t.is(deepest, 1);
  t.is(n1.envelopes.length + n2.envelopes.length, 1001);
  await until(7);
  t.is(journal.events.at(-1), '7 recv #1001');
});

test('an endpoint that throws does not silence the pump', (t) => {
  const { n2, send } = pumped();
  n2.onDelivery = () => {
    throw new Error('on purpose');
  };
  t.throws(() => send(0), { message: 'on purpose' });
  n2.onDelivery = () => {};
  send(0);
  t.deepEqual(n2.ids, [0, 1]);
});

test('a stopped pump delivers nothing any more, neither what was under way nor what is new', async (t) => {
  const { n2, pump, send, until } = pumped();
  send(10);
  pump.stop();
  send(0);
  send(20);
  await until(100);
  t.deepEqual(n2.ids, []);
});

test('an idle pump leaves nothing on the clock', async (t) => {
  const { clock, send, until } = pumped();
  send(10);
  send(5);
  await until(50);
  await t.throwsAsync(
    clock.drive(() => new Promise(() => {})),
    { name: 'DeadlockError' },
  );
});
