/** Nodes that are broken on purpose, each with the finding that it must produce. */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import { runTest, type TestRun } from '../../harness/run/run-test.js';
import { programFile } from '../router/programs.js';
import { part } from './part.js';

function run(bin: string, input: TestInput): Promise<TestRun> {
  return runTest({ bin: programFile(`${bin}.js`), seed: 1, ...input }, { store: false });
}

function simulated(bin: string, input: TestInput): Promise<TestRun> {
  return run(bin, { runtime: 'sim', nodes: ['n1', 'n2', 'n3'], rate: 30, 'time-limit': 5, ...input });
}

const CUT: TestInput = {
  nemesis: ['partition'],
  'partition-kinds': ['majority'],
  'nemesis-interval': 2,
  'time-limit': 20,
};

test('forgets-to-forward: values are lost, and the nodes never agree', async (t) => {
  const done = await simulated('forgets-to-forward', { workload: 'broadcast' });
  t.false(done.results.valid);
  t.true(Number(part(done.results, 'workload', 'lost-count')) > 10);
  t.deepEqual(done.results.recovery, { seconds: 10, agreed: false });
  t.is(part(done.results, 'net', 'servers', 'send-count'), 0);
});

for (const bin of ['loses-under-partition', 'drops-after-heal']) {
  test(`${bin}: right without faults, even with latency; under partitions values are lost`, async (t) => {
    const sound = await simulated(bin, { workload: 'broadcast', latency: 30 });
    t.true(sound.results.valid);
    t.is(part(sound.results, 'workload', 'lost-count'), 0);
    t.true(sound.results.recovery?.agreed);
    const cut = await simulated(bin, { workload: 'broadcast', ...CUT });
    t.false(cut.results.valid);
    t.true(Number(part(cut.results, 'workload', 'lost-count')) > 0);
    t.false(cut.results.recovery?.agreed);
  });
}

test('drops-after-heal: repeats what got lost, as long as no peer is silent for long', async (t) => {
  const lossy: TestInput = { workload: 'broadcast', loss: 0.2 };
  t.true((await simulated('drops-after-heal', lossy)).results.valid);
  t.false((await simulated('loses-under-partition', lossy)).results.valid);
});

test('drops-after-heal: most of what is lost was told after the partition had healed', async (t) => {
  const faults = [
    { at: 1, do: 'partition n1 | n2,n3' },
    { at: 4, do: 'heal' },
  ];
  const done = await simulated('drops-after-heal', { workload: 'broadcast', faults, 'time-limit': 20 });
  const lost = part(done.results, 'workload', 'lost') as readonly unknown[];
  const late = done.history.filter(
    ({ f, type, value, time }) =>
      f === 'broadcast' && type === 'invoke' && lost.includes(value) && time > 5e9,
  );
  t.true(late.length > lost.length / 2, `${late.length} of ${lost.length} lost values`);
});

test('double-counts: a valid run with the values that were shown twice', async (t) => {
  const done = await simulated('double-counts', { workload: 'broadcast' });
  t.true(done.results.valid);
  const twice = part(done.results, 'workload', 'duplicates') as Record<string, unknown>;
  t.true(Object.keys(twice).length > 3);
  t.true(Object.entries(twice).every(([value, shown]) => Number(value) % 10 === 0 && shown === 2));
});

test('wrong-reply-type: no read succeeds, and each is told as malformed', async (t) => {
  const done = await simulated('wrong-reply-type', { workload: 'broadcast' });
  t.false(done.results.valid);
  t.like(done.results.stats['by-f'], { broadcast: { valid: true }, read: { valid: false, 'ok-count': 0 } });
  const [{ error, type }] = done.history.filter(({ f, type: kind }) => f === 'read' && kind !== 'invoke') as [
    (typeof done.history)[number],
  ];
  t.is(type, 'info');
  t.regex(String(error), /^indeterminate: malformed reply from n\d to \{"type":"read"\}: type: /);
});

for (const workload of ['echo', 'broadcast'] as const) {
  test(`extra-field: a reply to ${workload} that says more than it was asked is malformed`, async (t) => {
    const done = await simulated('extra-field', { workload });
    t.false(done.results.valid);
    t.like(done.results.exceptions, { exceptions: [{ class: 'MalformedResponseError' }] });
    t.regex(
      String(part(done.results.exceptions, 'exceptions', 0, 'example', 'error')),
      /Unrecognized key: "(from|count)"/,
    );
    const infos = done.history.filter(({ type }) => type === 'info');
    t.is(
      infos.length,
      workload === 'echo' ? done.history.length / 2 : infos.filter(({ f }) => f === 'read').length,
    );
    t.true(infos.length > 0);
    // A process that does not know what came of its operation never acts again.
    const acted = done.history
      .filter(({ type, f }) => type === 'invoke' && f === 'echo')
      .map(({ process }) => process);
    t.is(new Set(acted).size, acted.length);
  });
}

test('echo-wrong: each mismatch with what was expected and what came', async (t) => {
  const done = await simulated('echo-wrong', { workload: 'echo' });
  t.false(done.results.valid);
  const errors = part(done.results, 'workload', 'errors') as readonly unknown[];
  t.true(errors.length > 20);
  for (const [expected, sent, received, reply] of errors as readonly (readonly unknown[])[]) {
    t.deepEqual([expected, received], ['Expected a message with :echo', 'But received']);
    t.regex(String(sent), /^Please echo \d+$/);
    t.regex(String(part(reply, 'echo')), /^(Please echo \d+|nothing yet)!$/);
  }
});

test('duplicate-ids: every id with how often it was given', async (t) => {
  const done = await simulated('duplicate-ids', { workload: 'unique-ids', 'time-limit': 1 });
  t.false(done.results.valid);
  t.like(part(done.results, 'workload'), { valid: false, duplicated: { 0: 3, 1: 3 } });
});

test('ids-wrap-around: a node gives its fifth id for the second time', async (t) => {
  const done = await simulated('ids-wrap-around', { workload: 'unique-ids', nodes: ['n1'] });
  t.false(done.results.valid);
  const given = done.history.filter(({ type }) => type === 'ok').map(({ value }) => value);
  t.deepEqual(given.slice(0, 5), ['n1-0', 'n1-1', 'n1-2', 'n1-3', 'n1-0']);
  t.deepEqual(
    Object.keys(part(done.results, 'workload', 'duplicated') as object).toSorted(),
    given.slice(0, 4),
  );
});
