/** The interpreter's phases: when one begins and ends, and how clients and nemesis go on side by side. */

import test from 'ava';
import { eachThread, endless, sequence } from '../../../harness/operations/generator.js';
import type { Operation } from '../../../harness/operations/history.js';
import { RpcError, SECOND } from '../../../node/index.js';
import { reads, rows, stage } from '../stage.js';
import { sleep } from '../simulated.js';

const unknown = new RpcError(13, 'ouch');

test('the next phase begins when every worker is idle, and goes on with the same processes and clients', async (t) => {
  const { recorder, asked, interpreter, play } = stage(2, [{ seconds: 1, error: unknown }, { seconds: 4 }]);
  await play({ clients: sequence(reads(2, 'broadcast')) });
  await play({ clients: eachThread(interpreter.threads, () => sequence([{ f: 'read', value: 7 }])) });
  t.deepEqual(rows(recorder.history), [
    '0 invoke 0',
    '0 invoke 1',
    '1 info 0',
    '4 ok 1',
    '4 invoke 2',
    '4 invoke 1',
    '5 ok 2',
    '5 ok 1',
  ]);
  t.deepEqual(
    asked.slice(2).map(({ client }) => client),
    ['c2', 'c1'],
  );
});

test('what the nemesis does is info at its beginning and its end, by a process that never changes', async (t) => {
  const { recorder, play, clock } = stage(1, [], {
    nemesis: async ({ value }) => {
      await sleep(clock, 2 * SECOND);
      return `hit ${String(value)}`;
    },
  });
  await play({
    nemesis: sequence([
      { f: 'kill', value: 'n1' },
      { f: 'heal', value: null },
    ]),
  });
  t.deepEqual(recorder.history, [
    { index: 0, time: 0, type: 'info', process: 'nemesis', f: 'kill', value: 'n1' },
    { index: 1, time: 2 * SECOND, type: 'info', process: 'nemesis', f: 'kill', value: 'hit n1' },
    { index: 2, time: 2 * SECOND, type: 'info', process: 'nemesis', f: 'heal', value: null },
    { index: 3, time: 4 * SECOND, type: 'info', process: 'nemesis', f: 'heal', value: 'hit null' },
  ]);
});

test('clients and nemesis do not wait for each other within a phase', async (t) => {
  const { recorder, play, clock } = stage(1, [], { nemesis: () => sleep(clock, 2.5 * SECOND) });
  await play({ clients: sequence(reads(4)), nemesis: sequence([{ f: 'heal', value: null }]) });
  t.deepEqual(rows(recorder.history, 'ok'), ['1 ok 0', '2 ok 0', '3 ok 0', '4 ok 0']);
  t.deepEqual(rows(recorder.history, 'info'), ['0 info nemesis', '2.5 info nemesis']);
});

test('a generator hears of each invocation and completion, with the worker', async (t) => {
  const heard: string[] = [];
  const { play } = stage(2, [{ seconds: 1, error: unknown }]);
  const drafts = sequence(reads(3, 'broadcast'));
  const update = ({ type, process }: Operation, thread: number) =>
    heard.push(`${type} ${process} by ${thread}`);
  await play({ clients: { ...drafts, update } });
  t.deepEqual(heard, [
    'invoke 0 by 0',
    'invoke 1 by 1',
    'info 0 by 0',
    'invoke 2 by 0',
    'ok 1 by 1',
    'ok 2 by 0',
  ]);
});

test('when the signal says stop nothing new begins, and what is under way is waited for', async (t) => {
  const { recorder, play, clock } = stage(2, [{ seconds: 3 }]);
  const controller = new AbortController();
  clock.schedule(1.5 * SECOND, () => controller.abort());
  await play({ clients: endless(() => ({ f: 'read', value: recorder.history.length })) }, controller.signal);
  t.is(recorder.history.filter(({ type, time }) => type === 'invoke' && time > 1.5 * SECOND).length, 0);
  t.is(recorder.history.at(-1)?.time, 3 * SECOND);
  await play({ clients: endless(() => ({ f: 'read', value: 0 })) }, controller.signal);
  t.is(clock.now(), 3 * SECOND);
});

test('a signal that comes while nothing is under way ends the phase at once', async (t) => {
  const { recorder, play, clock } = stage(1, []);
  const controller = new AbortController();
  clock.schedule(2 * SECOND, () => controller.abort());
  await play({ clients: { next: () => ({ kind: 'wait', until: 60 * SECOND }) } }, controller.signal);
  t.is(clock.now(), 2 * SECOND);
  t.deepEqual(recorder.history, []);
});

test('an error in a generator ends the phase with it, at its first question or later', async (t) => {
  for (const good of [0, 1, 2]) {
    const { play } = stage(1, []);
    let left = good;
    const generator = endless(() => {
      if (left-- === 0) throw new Error('out of ideas');
      return { f: 'read', value: 0 };
    });
    await t.throwsAsync(play({ clients: generator }), { message: 'out of ideas' });
  }
});
