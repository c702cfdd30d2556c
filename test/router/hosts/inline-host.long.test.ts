/** Nodes in this thread: the contract of all hosts, and what is true of simulated nodes alone. */

import test, { type ExecutionContext } from 'ava';
import { MILLISECOND, type Node, type Program, Random, shape } from '../../../node/index.js';
import { Envelope, type Exit, InlineHost, Network, VirtualClock } from '../../../router/index.js';
import { Inbox } from '../inbox.js';
import { programFile } from '../programs.js';
import { RecordingJournal } from '../recording-journal.js';
import { contract } from './contract.js';

const { default: subject } = (await import(programFile('subject.js'))) as { readonly default: Program };

contract((node, network, listener) => new InlineHost(node, subject, network, new Random(1), listener));

/** A program as n1, initialised, in virtual time; n2 and c0 are inboxes. */
async function simulated(t: ExecutionContext, program: Program) {
  const clock = new VirtualClock();
  const journal = new RecordingJournal();
  const options = { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 } as const;
  const network = new Network({ clock, random: new Random(1), journal }, options);
  const deaths: Exit[] = [];
  const log: string[] = [];
  const host = new InlineHost('n1', program, network, new Random(1), {
    died: (exit) => deaths.push(exit),
    log: (line) => log.push(line),
    trouble: (trouble) => t.log(trouble),
  });
  const n2 = new Inbox();
  const c0 = new Inbox();
  network.attach('n1', host);
  network.attach('n2', n2);
  network.attach('c0', c0);
  const tell = (body: Readonly<Record<string, unknown>>): void => {
    network.submit({ src: 'c0', dest: 'n1', body });
  };
  const init = (): void => tell({ type: 'init', node_id: 'n1', node_ids: ['n1', 'n2'], msg_id: 1 });
  const pass = (ms: number): Promise<void> =>
    clock.drive(
      () =>
        new Promise((resolve) => {
          clock.schedule(ms * MILLISECOND, resolve);
        }),
    );
  await host.start();
  init();
  return { clock, host, deaths, log, n2, c0, tell, init, pass };
}

test('what a node sends is what it said at that moment, however it changes it afterwards', async (t) => {
  const { n2, pass, tell } = await simulated(t, (node) => {
    node.on('go', {}, () => {
      const list = [1];
      node.send('n2', { type: 'x', list });
      node.after(1, () => list.push(2));
    });
  });
  tell({ type: 'go' });
  await pass(10);
  t.deepEqual(n2.bodies, [{ type: 'x', list: [1] }]);
});

test('timers of a node that stands still go off when it goes on, in their order, save those cancelled', async (t) => {
  const order: string[] = [];
  const { host, pass } = await simulated(t, (node) => {
    node.onInit(() => {
      const cancelled = node.after(15, () => order.push('cancelled'));
      node.after(10, () => order.push(`a ${node.now()}`));
      node.after(20, () => {
        order.push(`b ${node.now()}`);
        cancelled.cancel();
      });
      node.after(5, () => cancelled.cancel());
    });
  });
  host.pause();
  await pass(50);
  t.deepEqual(order, []);
  host.resume();
  t.deepEqual(order, ['a 50', 'b 50']);
});

test('a dead node’s timers and promises do nothing', async (t) => {
  const { host, n2, pass, log } = await simulated(t, (node) => {
    node.onInit(() => {
      node.every(10, () => node.send('n2', { type: 'tick' }));
      void node.sleep(25).then(() => node.log('still here'));
    });
  });
  await pass(15);
  await host.kill();
  await pass(100);
  t.is(n2.envelopes.length, 1);
  t.deepEqual(log, []);
});

test('a promise of a former life cannot speak for the next one', async (t) => {
  let release: () => void = () => {};
  let lives = 0;
  const { host, c0, init, pass, tell } = await simulated(t, (node) => {
    const life = ++lives;
    node.handle('wait', {}, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { life };
    });
  });
  tell({ type: 'wait', msg_id: 2 });
  await host.kill();
  await host.start();
  init();
  release();
  await pass(10);
  t.deepEqual(
    c0.bodies.map((body) => body.type),
    ['init_ok', 'init_ok'],
  );
});

test('a promise of a former life cannot write for the next one', async (t) => {
  const releases: (() => void)[] = [];
  const { host, c0, init, pass, tell } = await simulated(t, (node) => {
    node.handle('late', {}, async () => {
      await new Promise<void>((resolve) => {
        releases.push(resolve);
      });
      node.storage.append('late', 'x');
      node.storage.write('later', 'x');
    });
    node.handle('kept', {}, () => ({
      late: node.storage.read('late') ?? null,
      later: node.storage.read('later') ?? null,
    }));
  });
  tell({ type: 'late', msg_id: 2 });
  await host.kill();
  await host.start();
  init();
  for (const release of releases) release();
  await pass(10);
  tell({ type: 'kept', msg_id: 3 });
  t.like(c0.bodies.at(-1), { late: null, later: null });
});

test('each life draws differently, and the same in every run', async (t) => {
  const draws = async (): Promise<readonly number[]> => {
    const drawn: number[] = [];
    const { host } = await simulated(t, (node) => void drawn.push(node.random.integer(0, 1e9)));
    await host.kill();
    await host.start();
    return drawn;
  };
  const [first, second] = await draws();
  t.not(first, second);
  t.deepEqual(await draws(), [first, second]);
});

test('an error at the start of the program is the death of the node', async (t) => {
  const { host, deaths, log } = await simulated(t, () => {
    throw new Error('on purpose');
  });
  t.false(host.alive);
  t.is(deaths[0]?.code, 1);
  t.is(log[0], 'Error: on purpose');
  t.deepEqual(deaths[0]?.stderr, log.slice(-32));
});

test('an error in a handler is an answer, and the node lives', async (t) => {
  const failing = (node: Node): void =>
    node.handle('x', { n: shape.number() }, () => {
      throw new Error('on purpose');
    });
  const { host, c0, tell, pass } = await simulated(t, failing);
  tell({ type: 'x', n: 1, msg_id: 2 });
  await pass(1);
  t.like(c0.bodies[1], { type: 'error', code: 13, in_reply_to: 2 });
  t.true(host.alive);
});

test('a node is given a damaged line as a process is: as another message, or as a line that it logs and skips', async (t) => {
  const { host, log, n2, pass } = await simulated(t, (node) => {
    node.on('set', { value: shape.number() }, ({ value }) => node.send('n2', { type: 'got', value }));
  });
  const arrive = (place: number): void => {
    const message = { src: 'n2', dest: 'n1', body: { type: 'set', value: 17 } };
    host.deliver(new Envelope(9, message, undefined, false, 1, [{ place, bit: 1 }]));
  };
  // The digit 7 of {"type":"set","value":17}, then the last brace.
  arrive(23 / 25);
  arrive(24 / 25);
  await pass(1);
  t.deepEqual(n2.bodies, [{ type: 'got', value: 15 }]);
  t.is(log.length, 1);
  t.regex(log[0] ?? '', /^input line 3: not JSON .*"value":17\x7f/);
});
