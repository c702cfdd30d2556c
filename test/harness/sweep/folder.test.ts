/** The folder of a sweep: what was recorded is read again, also after the worst end. */

import { appendFileSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { SweepFolder } from '../../../harness/sweep/folder.js';
import type { Plan } from '../../../harness/sweep/plan.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder } from '../folder.js';
import { run } from './records.js';

const PLAN: Plan = {
  eddy: '1.0.0',
  base: { workload: 'echo', runtime: 'sim' },
  axes: [{ kind: 'configure', name: 'w', label: 'w', values: [1, 2] }],
  seeds: [1, 2],
  runtime: 'sim',
  programs: {},
};

test('a plan is read as it was written, by name or as the latest', (t) => {
  const store = folder();
  const made = SweepFolder.create(store, new Date(0));
  made.writePlan(PLAN);
  t.deepEqual(SweepFolder.open(store, undefined).readPlan(), PLAN);
  t.deepEqual(SweepFolder.open('nowhere', made.path).readPlan(), PLAN);
  t.is(readlinkSync(path.join(store, 'sweep', 'latest')), path.basename(made.path));
  t.is(realpathSync(path.join(store, 'sweep', 'latest')), made.path);
});

test('what is no folder of a sweep is refused', (t) => {
  const store = folder();
  t.throws(() => SweepFolder.open(store, undefined), {
    instanceOf: UsageError,
    message: /has no plan\.json/,
  });
  const made = SweepFolder.create(store);
  made.write('plan.json', '{"seeds": []}');
  t.throws(() => made.readPlan(), { instanceOf: UsageError, message: /is no plan of a sweep/ });
  made.write('plan.json', 'x');
  t.throws(() => made.readPlan(), { instanceOf: UsageError, message: /is no plan of a sweep/ });
});

test('each record is on disk as soon as it is told, and is read again', async (t) => {
  const made = SweepFolder.create(folder());
  t.deepEqual(await made.readRuns(), []);
  made.startRecording([run(1, 1, 2, 3)]);
  made.record(run(1, 2, 4, 5));
  t.deepEqual(await made.readRuns(), [run(1, 1, 2, 3), run(1, 2, 4, 5)]);
  made.stopRecording();
});

test('wherever the file is cut off, all whole lines are read, and recording goes on behind them', async (t) => {
  const records = [run(1, 1, 2, 3), run(1, 2, 4, 5, { problem: 'ünwell' }), run(2, 1, 1, 1)];
  const whole = records.map((record) => `${JSON.stringify(record)}\n`);
  const bytes = Buffer.from(whole.join(''));
  const made = SweepFolder.create(folder());
  const file = path.join(made.path, 'runs.ndjson');
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
      writeFileSync(file, bytes.subarray(0, cut));
      const read = await made.readRuns();
      // A line is whole when nothing but its end is missing.
      const ends = whole.map((_, i) => Buffer.byteLength(whole.slice(0, i + 1).join('')) - 1);
      t.deepEqual(read, records.slice(0, ends.filter((end) => end <= cut).length));
      made.startRecording(read);
      made.record(run(9, 9, 9, 9));
      made.stopRecording();
      t.deepEqual(await made.readRuns(), [...read, run(9, 9, 9, 9)]);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('a bad line is refused with its number', async (t) => {
  const made = SweepFolder.create(folder());
  made.startRecording([run(1, 1, 2, 3)]);
  made.stopRecording();
  const file = path.join(made.path, 'runs.ndjson');
  appendFileSync(file, '{"seed":1}\n{"seed":2}\n');
  await t.throwsAsync(made.readRuns(), {
    instanceOf: UsageError,
    message: /runs\.ndjson, line 2: this is no run/,
  });
  t.true(readFileSync(file, 'utf8').endsWith('{"seed":2}\n'));
});
