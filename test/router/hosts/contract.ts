/**
 * What every host promises, whatever its node is made of. `process-host.test.ts`, `worker-host.test.ts`,
 * `inline-host.test.ts` and `virtual/virtual-host.test.ts` hold their hosts to it, all with the same program, `test/programs/subject.js`.
 *
 * In real time, since processes know no other, or on a virtual clock that keeps pace with it; nothing is concluded from how long
 * something takes.
 */

import test, { type ExecutionContext } from 'ava';
import { type Body, type Clock, Random, SystemClock } from '../../../node/index.js';
import {
  Client,
  type Exit,
  type Host,
  type HostListener,
  Network,
  type Trouble,
} from '../../../router/index.js';
import { Inbox } from '../inbox.js';
import { RecordingJournal } from '../recording-journal.js';
import { block, elapse, turns, until } from '../../real-time.js';

export type MakeHost = (node: string, network: Network, listener: HostListener) => Host | Promise<Host>;

/** The clock of a test; what it needs for that lasts until the test ends. */
type MakeClock = (t: ExecutionContext) => Clock;

const systemClock: MakeClock = () => new SystemClock();

/** A host of node n1 that has not been started, and those who watch it. */
export async function hosted(t: ExecutionContext, make: MakeHost, makeClock = systemClock) {
  const journal = new RecordingJournal();
  const network = new Network(
    { clock: makeClock(t), random: new Random(1), journal },
    { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 },
  );
  const log: string[] = [];
  const deaths: Exit[] = [];
  const troubles: Trouble[] = [];
  const host = await make('n1', network, {
    log: (line) => log.push(line),
    died: (exit) => deaths.push(exit),
    trouble: (trouble) => troubles.push(trouble),
  });
  t.teardown(() => host.kill());
  network.attach('n1', host);
  const client = new Client(network);
  const ask = (body: Body): Promise<Body> => client.rpc('n1', body, 20_000);
  const init = (): Promise<Body> => ask({ type: 'init', node_id: 'n1', node_ids: ['n1'] });
  return { host, network, journal, client, ask, init, log, deaths, troubles };
}

/** A host whose node is a member of its cluster of one. */
export async function running(t: ExecutionContext, make: MakeHost, makeClock = systemClock) {
  const all = await hosted(t, make, makeClock);
  await all.host.start();
  await all.init();
  return all;
}

export function contract(make: MakeHost, makeClock = systemClock): void {
  test('before its start a host is not alive, and what is sent to it is dropped as dead', async (t) => {
    const { host, network, client, journal } = await hosted(t, make, makeClock);
    t.false(host.alive);
    network.submit({ src: client.id, dest: 'n1', body: {} });
    t.deepEqual(journal.of('drop'), ['drop #0 dead']);
    await host.kill();
    host.pause();
    host.resume();
    t.false(host.alive);
  });

  test('a started node is alive, hears and answers', async (t) => {
    const { host, ask, init, troubles } = await hosted(t, make, makeClock);
    t.is(host.node, 'n1');
    await host.start();
    t.true(host.alive);
    t.is(host.obstacle(), undefined);
    t.like(await init(), { type: 'init_ok', in_reply_to: 1 });
    t.like(await ask({ type: 'echo', echo: { deep: ['é', null, 1] } }), {
      type: 'echo_ok',
      echo: { deep: ['é', null, 1] },
      count: 1,
    });
    t.deepEqual(troubles, []);
  });

  test('a message to nobody is a trouble of its sender, and the node goes on', async (t) => {
    const { ask, troubles } = await running(t, make, makeClock);
    await ask({ type: 'tick', dest: 'n9' });
    await until(() => troubles.length >= 2);
    t.like(troubles[0], { node: 'n1', kind: 'unknown-dest' });
    t.like(await ask({ type: 'echo', echo: 1 }), { type: 'echo_ok' });
  });

  test('a paused node says nothing and hears nothing; resumed, it goes on where it stood', async (t) => {
    const { host, network, ask } = await running(t, make, makeClock);
    const ticks = new Inbox();
    network.attach('c9', ticks);
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 1 });
    await ask({ type: 'tick', dest: 'c9' });
    await until(() => ticks.envelopes.length >= 2);

    host.pause();
    host.pause();
    let answered = false;
    const asked = ask({ type: 'echo', echo: 2 }).then((reply) => {
      answered = true;
      return reply;
    });
    // What was on its way when the node stopped may still arrive: it takes time to stop, and turns to be read.
    await elapse(50);
    await turns();
    const heard = ticks.envelopes.length;
    await elapse(100);
    t.is(ticks.envelopes.length, heard);
    t.false(answered);
    t.true(host.alive);

    host.resume();
    t.like(await asked, { echo: 2, count: 2 });
    await until(() => ticks.envelopes.length > heard);
  });

  test('a killed node is gone at once: it says nothing more, and what comes for it is dropped as dead', async (t) => {
    const { host, network, journal, client, ask, deaths } = await running(t, make, makeClock);
    const ticks = new Inbox();
    network.attach('c9', ticks);
    await ask({ type: 'tick', dest: 'c9' });
    await until(() => ticks.envelopes.length >= 2);
    // What it says while nobody can listen has not been heard when it is killed, and never will be.
    block(100);
    const killed = host.kill();
    const heard = ticks.envelopes.length;
    t.false(host.alive);
    t.is(host.obstacle(), 'dead');
    network.submit({ src: client.id, dest: 'n1', body: {} });
    t.is(journal.of('drop').length, 1);
    await killed;
    await host.kill();
    await elapse(30);
    t.is(ticks.envelopes.length, heard);
    t.deepEqual(deaths, []);
  });

  test('a paused node can be killed, and starts unpaused', async (t) => {
    const { host, init, ask } = await running(t, make, makeClock);
    host.pause();
    await host.kill();
    t.false(host.alive);
    await host.start();
    await init();
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 1 });
  });

  test('a restart is a new life: nothing of the old one is remembered or heard of', async (t) => {
    const { host, network, journal, init, ask, deaths } = await running(t, make, makeClock);
    const ticks = new Inbox();
    network.attach('c9', ticks);
    await ask({ type: 'tick', dest: 'c9' });
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 1 });
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 2 });
    await host.kill();
    await host.start();
    await init();
    const before = ticks.envelopes.length;
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 1 });
    await elapse(30);
    t.is(ticks.envelopes.length, before);
    t.deepEqual(journal.of('drop'), []);
    t.deepEqual(deaths, []);
  });

  test('what a node wrote is there after a kill and after a crash, and gone after a wipe', async (t) => {
    const { host, init, ask, deaths } = await running(t, make, makeClock);
    const keep = (name: string, text: string, append = false) => ask({ type: 'keep', name, text, append });
    const kept = async (name: string) => (await ask({ type: 'kept', name }))['text'];
    const restart = async (): Promise<void> => {
      await host.start();
      await init();
    };
    t.is(await kept('log'), null);
    await keep('log', 'one é😀\n', true);
    await keep('vote', 'n1');
    await keep('vote', 'n2');
    await keep('log', 'two\n', true);
    await host.kill();
    await restart();
    t.is(await kept('log'), 'one é😀\ntwo\n');
    t.is(await kept('vote'), 'n2');
    await keep('log', 'three', true);
    await ask({ type: 'fail' });
    await until(() => deaths.length > 0);
    await restart();
    t.is(await kept('log'), 'one é😀\ntwo\nthree');
    await host.kill();
    await host.wipe();
    await restart();
    t.deepEqual([await kept('log'), await kept('vote')], [null, null]);
    await keep('vote', 'n3');
    t.is(await kept('vote'), 'n3');
  });

  test('what was never started can be wiped', async (t) => {
    const { host } = await hosted(t, make, makeClock);
    await host.wipe();
    t.false(host.alive);
  });

  test('a node that ends by itself is reported with its status and its last words', async (t) => {
    const { host, network, journal, client, ask, deaths, log } = await running(t, make, makeClock);
    await ask({ type: 'fail' });
    await until(() => deaths.length > 0);
    t.false(host.alive);
    const [exit] = deaths;
    t.is(exit?.code, 1);
    t.is(exit?.signal, null);
    t.is(exit?.stderr[0], 'about to fail');
    t.true(exit?.stderr.some((line) => line.includes('Error: on purpose')));
    t.true(log.some((line) => line.includes('Error: on purpose')));
    network.submit({ src: client.id, dest: 'n1', body: {} });
    t.is(journal.of('drop').at(-1)?.endsWith(' dead'), true);
    await host.kill();
    t.is(deaths.length, 1);
  });

  test('a node that ended by itself can be started again', async (t) => {
    const { host, init, ask, deaths } = await running(t, make, makeClock);
    await ask({ type: 'fail' });
    await until(() => deaths.length > 0);
    await host.start();
    await init();
    t.like(await ask({ type: 'echo', echo: 1 }), { count: 1 });
  });

  test('each line of a node’s log reaches the log, whole and in order, and the last 32 its obituary', async (t) => {
    const { ask, log, deaths } = await running(t, make, makeClock);
    const lines = Array.from({ length: 40 }, (_, i) => `line ${i} é 😀`);
    for (const text of lines) await ask({ type: 'log', text });
    await until(() => log.length >= 40);
    t.deepEqual(log, lines);
    await ask({ type: 'fail' });
    await until(() => deaths.length > 0);
    t.is(deaths[0]?.stderr.length, 32);
    t.deepEqual(deaths[0]?.stderr, log.slice(-32));
  });
}
