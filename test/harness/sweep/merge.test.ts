/** The shards of a sweep, merged, are the sweep that one machine makes. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { existing } from '../../../harness/errors/existing.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { isOfShard } from '../../../harness/options/shard.js';
import { byRun, conclude, plannedRuns } from '../../../harness/sweep/conclude.js';
import { SweepFolder } from '../../../harness/sweep/folder.js';
import { pointsOf } from '../../../harness/sweep/grid.js';
import { mergeSweeps } from '../../../harness/sweep/merge.js';
import type { Plan } from '../../../harness/sweep/plan.js';
import { writeReports } from '../../../harness/sweep/reports.js';
import type { RunRecord } from '../../../harness/sweep/run-record.js';
import { sweepReport } from '../../../harness/sweep/table.js';
import { plain } from '../../../harness/text/colors.js';
import { folder, write } from '../folder.js';
import { run } from './records.js';

const PLAN: Plan = {
  eddy: '1.0.0',
  base: { workload: 'broadcast', runtime: 'sim' },
  axes: [{ kind: 'configure', name: 'w', label: 'w', values: [1, 2, 3] }],
  seeds: [1, 2, 3, 4],
  runtime: 'sim',
  programs: {},
  target: 'msgs-per-op<3,stable-max<600',
};
const PLANNED = plannedRuns(PLAN, pointsOf(PLAN.axes));
const REPORTS = ['plan.json', 'sweep.csv', 'sweep.json', 'sweep.html'];

/** A folder of its own: all folders have the same name, which is shown. */
const place = (): string => path.join(folder(), 'made');

/** What a machine leaves that makes these runs. */
function shard(records: readonly RunRecord[], index: number, of: number, plan: Plan = PLAN): SweepFolder {
  const made = SweepFolder.createAt(place());
  made.writePlan(plan);
  made.writeShard({ shard: { index, of }, keep: 'failed' });
  made.startRecording(records.filter((_, i) => isOfShard({ index, of }, i)));
  made.stopRecording();
  return made;
}

const shardsOf = (records: readonly RunRecord[], of: number): readonly string[] =>
  Array.from({ length: of }, (_, i) => shard(records, i + 1, of).path);

const aRecord = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 900 }), fc.boolean());

test('for any number of shards the table and all reports are those of the whole, byte for byte', async (t) => {
  const given = fc.record({
    drawn: fc.array(aRecord, { minLength: PLANNED.length, maxLength: PLANNED.length }),
    of: fc.integer({ min: 1, max: 14 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ drawn, of }) => {
      const records = drawn.map(([perOp, max, isBad], i) => {
        const { point, seed } = existing(PLANNED[i]);
        const bad = isBad ? { valid: false, problem: 'values lost' } : {};
        return run(Number(point.settings['w']), seed, perOp / 1000, max, bad);
      });
      const whole = SweepFolder.createAt(place());
      whole.writePlan(PLAN);
      const expected = conclude(PLAN, byRun(records), PLANNED, whole);
      writeReports(whole, expected);
      const merged = await mergeSweeps(shardsOf(records, of), { store: folder(), output: place() });
      const table = (result: typeof merged): string =>
        sweepReport(result, plain, path.dirname(result.folder));
      t.is(table(merged), table(expected));
      for (const name of REPORTS)
        t.is(
          readFileSync(path.join(merged.folder, name), 'utf8'),
          readFileSync(path.join(whole.path, name), 'utf8'),
          name,
        );
    }),
    { seed: 1, numRuns: 15 },
  );
});

const GOOD = PLANNED.map(({ point, seed }) => run(Number(point.settings['w']), seed, 2, 500));

test('runs that a stopped shard did not make are missing, and the merged sweep can go on', async (t) => {
  const names = [shard(GOOD, 1, 2).path, shard(GOOD.slice(0, 6), 2, 2).path];
  const merged = await mergeSweeps(names, { store: folder() });
  t.true(merged.interrupted);
  const folderOf = SweepFolder.open('', merged.folder);
  t.deepEqual([(await folderOf.readRuns()).length, folderOf.readShard()], [9, undefined]);
});

test('of the failed runs that shards kept, the first of each point goes into the merged folder', async (t) => {
  const bad = { valid: false, problem: 'lost', folder: '/elsewhere/s/runs/point-1-seed-1/broadcast/t1' };
  const other = { ...bad, folder: '/elsewhere/s/runs/point-1-seed-2/broadcast/t2' };
  const records = GOOD.map((record, i) =>
    i === 0 ? { ...record, ...bad } : i === 3 ? { ...record, ...other } : record,
  );
  t.deepEqual([records[3]?.settings, records[3]?.seed], [{ w: 1 }, 2]);
  const shards = [1, 2].map((index) => shard(records, index, 2));
  write(path.join(shards[0]?.path ?? '', 'runs/point-1-seed-1/broadcast/t1/history.ndjson'), 'mine');
  const { failures, folder: merged } = await mergeSweeps(
    shards.map((each) => each.path),
    { store: folder() },
  );
  const kept = path.join(merged, 'runs/point-1-seed-1/broadcast/t1');
  t.deepEqual(
    failures.map(({ record }) => record.folder),
    [kept, undefined],
  );
  t.is(readFileSync(path.join(kept, 'history.ndjson'), 'utf8'), 'mine');
  t.false(existsSync(path.join(merged, 'runs/point-1-seed-2')));
});

test('what is not all shards of one sweep is refused', async (t) => {
  const [one = '', two = ''] = shardsOf(GOOD, 2);
  const refused = (names: readonly string[], message: RegExp) =>
    t.throwsAsync(mergeSweeps(names, { store: folder() }), { instanceOf: UsageError, message });
  await refused([one], /missing 2\/2/);
  await refused([one, one], /both shard 1\/2/);
  await refused(
    [one, shard(GOOD, 2, 2, { ...PLAN, seeds: [1] }).path],
    /different sweeps: seeds is \[1,2,3,4\] in one/,
  );
  await refused(
    [one, shard(GOOD, 2, 2, { ...PLAN, eddy: '2' }).path],
    /different sweeps: eddy is "1.0.0" in one, "2"/,
  );
  const whole = SweepFolder.createAt(place());
  whole.writePlan(PLAN);
  await refused([two, whole.path], /is a whole sweep: expected one that was made with --shard/);
});
