/** One sweep of its shards, which other machines may have made: the same as if this one had made all runs. */

import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { isSimulated } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { checkShards } from '../options/shard.js';
import { byRun, conclude, keyOfPlanned, plannedRuns } from './conclude.js';
import { SweepFolder, type SweepShard } from './folder.js';
import { type PlannedRun, pointsOf } from './grid.js';
import type { Sweep } from './outcome.js';
import { changedPart, type Plan } from './plan.js';
import { writeReports } from './reports.js';
import type { RunRecord } from './run-record.js';

/** Where the merged sweep is written: `output` is new or empty; without it `store/sweep/<time>`. */
export interface MergePlace {
  readonly store: string;
  readonly output?: string;
}

interface ShardRead extends SweepShard {
  readonly folder: SweepFolder;
  readonly plan: Plan;
  readonly records: readonly RunRecord[];
}

/** Rejects with a UsageError unless these are the folders of all shards of one sweep. */
export async function mergeSweeps(names: readonly string[], { store, output }: MergePlace): Promise<Sweep> {
  const shards = await Promise.all(names.map(readShard));
  checkShards(
    shards.map(({ shard }) => shard),
    names,
  );
  const plan = onePlan(shards, names);
  const planned = plannedRuns(plan, pointsOf(plan.axes));
  const folder = output === undefined ? SweepFolder.create(store) : SweepFolder.createAt(output);
  folder.writePlan(plan);
  const known = new Map<string, RunRecord>();
  const of = shards.map((each) => ({ ...each, known: byRun(each.records) }));
  const keeping = new Set<string>();
  const numbers = new Map(pointsOf(plan.axes).map(({ key }, i) => [key, i]));
  for (const each of planned) {
    const key = keyOfPlanned(each);
    const from = of.find((shard) => shard.known.has(key));
    const record = from?.known.get(key);
    if (from === undefined || record === undefined) continue;
    const { folder: stored, ...rest } = record;
    const point = numbers.get(each.point.key) ?? 0;
    const isOnlyFirst = from.keep === 'failed' && isSimulated(plan.runtime);
    const kept = isKept(record, each, isOnlyFirst, keeping)
      ? moved(stored, from.folder, folder, point, each.seed)
      : undefined;
    known.set(key, kept === undefined ? rest : { ...rest, folder: kept });
  }
  folder.startRecording([...known.values()]);
  folder.stopRecording();
  const result = conclude(plan, known, planned, folder);
  writeReports(folder, result);
  return result;
}

async function readShard(name: string): Promise<ShardRead> {
  const folder = SweepFolder.open('', name);
  const shard = folder.readShard();
  if (shard === undefined)
    throw new UsageError(`merge: ${name} is a whole sweep: expected one that was made with --shard`);
  return { ...shard, folder, plan: folder.readPlan(), records: await folder.readRuns() };
}

function onePlan(shards: readonly ShardRead[], names: readonly string[]): Plan {
  const [first, ...others] = shards.map(({ plan }) => plan);
  if (first === undefined) throw new UsageError('merge: expected the folders of shards, got none');
  for (const [i, other] of others.entries()) {
    const part =
      changedPart(first, other) ??
      (['seeds', 'target'] as const).find(
        (name) => JSON.stringify(first[name]) !== JSON.stringify(other[name]),
      );
    if (part === undefined) continue;
    throw new UsageError(
      `merge: ${names[0]} and ${names[i + 1]} are of different sweeps: ${part} is ` +
        `${JSON.stringify(first[part])} in one, ${JSON.stringify(other[part])} in the other`,
    );
  }
  return first;
}

/** Each shard has kept the first failed run of a point (`isOnlyFirst`): of these the first stays, as on one machine. */
function isKept(
  { folder }: RunRecord,
  { point }: PlannedRun,
  isOnlyFirst: boolean,
  keeping: Set<string>,
): boolean {
  if (folder === undefined) return false;
  if (!isOnlyFirst) return true;
  if (keeping.has(point.key)) return false;
  keeping.add(point.key);
  return true;
}

/** Copies a stored run, and returns its new folder. Undefined if it was left on the machine that made it. */
function moved(
  stored: string | undefined,
  from: SweepFolder,
  to: SweepFolder,
  point: number,
  seed: number,
): string | undefined {
  const source = from.runStore(point, seed);
  const mark = `/runs/${path.basename(source)}/`;
  const at = stored?.lastIndexOf(mark) ?? -1;
  if (stored === undefined || at === -1 || !existsSync(source)) return undefined;
  const target = to.runStore(point, seed);
  cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  return path.join(target, stored.slice(at + mark.length));
}
