/**
 * The folder of a sweep: `store/sweep/<time>/`, with a link `store/sweep/latest`.
 *
 *     plan.json     the plan of the sweep
 *     runs.ndjson   the result of each run, a line as soon as it has ended
 *     shard.json    which part of the runs it made; absent of a whole sweep
 *     runs/         histories and journals of the runs that are kept
 *     sweep.csv     a row for each point         } written at the end, and again
 *     sweep.json    all results, for programs    } when the sweep has been continued
 *     sweep.html    all results, as a page       }
 */

import { RUNTIMES } from '../../router/index.js';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../errors/message-of.js';
import { NdjsonFile } from '../store/ndjson-file.js';
import { readNdjson } from '../store/ndjson-reader.js';
import { link, makeFolder, newFolder, timestamp, writeWhole } from '../store/store.js';
import { UsageError } from '../errors/usage-error.js';
import { type Shard, shardSchema } from '../options/shard.js';
import { type Keep, KEEPS } from './executor.js';
import type { Plan } from './plan.js';
import { runRecord, type RunRecord, settingValue } from './run-record.js';

const PLAN = 'plan.json';
const RUNS = 'runs.ndjson';
const SHARD = 'shard.json';

/** What `shard.json` holds: the shard, and which of its runs are kept. */
export interface SweepShard {
  readonly shard: Shard;
  readonly keep: Keep;
}

export class SweepFolder {
  /** Absolute. */
  readonly path: string;
  #runs: NdjsonFile | undefined;

  private constructor(folder: string) {
    this.path = folder;
  }

  static create(store: string, now: Date = new Date()): SweepFolder {
    const parent = path.resolve(store, 'sweep');
    const folder = new SweepFolder(makeFolder(parent, timestamp(now)));
    link(folder.path, path.join(parent, 'latest'));
    return folder;
  }

  /** A folder with this name, which must be new or empty. Throws a UsageError. */
  static createAt(name: string): SweepFolder {
    return new SweepFolder(newFolder(name));
  }

  /** The named folder, or the latest below `store`. Throws a UsageError if there is no sweep. */
  static open(store: string, name: string | undefined): SweepFolder {
    const folder = path.resolve(name ?? path.join(store, 'sweep', 'latest'));
    if (existsSync(path.join(folder, PLAN))) return new SweepFolder(realpathSync(folder));
    throw new UsageError(`${folder} is not the folder of a sweep: it has no ${PLAN}`);
  }

  /** Throws a UsageError if it cannot be read. */
  readPlan(): Plan {
    const file = path.join(this.path, PLAN);
    try {
      return plan.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      throw new UsageError(`${file} is no plan of a sweep: ${messageOf(error)}`, error);
    }
  }

  writePlan(plan: Plan): void {
    this.write(PLAN, `${JSON.stringify(plan, null, 2)}\n`);
  }

  writeShard(shard: SweepShard): void {
    this.write(SHARD, `${JSON.stringify(shard)}\n`);
  }

  /** Undefined of a whole sweep. Throws a UsageError if it cannot be read. */
  readShard(): SweepShard | undefined {
    const file = path.join(this.path, SHARD);
    if (!existsSync(file)) return undefined;
    try {
      return sweepShard.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      throw new UsageError(`${file} does not say which shard this is: ${messageOf(error)}`, error);
    }
  }

  /** The records so far. A truncated last line is left out; throws a UsageError at any other bad line. */
  async readRuns(): Promise<readonly RunRecord[]> {
    const file = path.join(this.path, RUNS);
    const records: RunRecord[] = [];
    if (!existsSync(file)) return records;
    for await (const rows of readNdjson(file)) {
      for (const { line, value } of rows) {
        const { success, data, error } = runRecord.safeParse(value);
        if (!success)
          throw new UsageError(`${file}, line ${line}: this is no run of a sweep: ${error.message}`);
        records.push(data);
      }
    }
    return records;
  }

  /** Begins to record, after the known records: this removes a truncated line. */
  startRecording(records: readonly RunRecord[]): void {
    const file = path.join(this.path, RUNS);
    const fresh = new NdjsonFile(`${file}.new`);
    for (const record of records) fresh.write(JSON.stringify(record));
    fresh.flush();
    renameSync(`${file}.new`, file);
    this.#runs = fresh;
  }

  record(record: RunRecord): void {
    this.#runs?.write(JSON.stringify(record));
    // Written at once: a sweep may end at any moment, and each line is the work of a run.
    this.#runs?.flush();
  }

  stopRecording(): void {
    this.#runs?.close();
    this.#runs = undefined;
  }

  /** The folder for one stored run. */
  runStore(point: number, seed: number): string {
    return path.join(this.path, 'runs', `point-${point + 1}-seed-${seed}`);
  }

  write(name: string, text: string): void {
    mkdirSync(this.path, { recursive: true });
    writeWhole(path.join(this.path, name), text);
  }
}

const sweepShard = z.strictObject({ shard: shardSchema, keep: z.enum(KEEPS) });

/** In the order of `Plan`: a plan that was read is written as it was. */
const plan = z.strictObject({
  eddy: z.string(),
  base: z.record(z.string(), z.unknown()),
  axes: z.array(
    z.strictObject({
      kind: z.enum(['option', 'configure', 'env', 'arg']),
      name: z.string(),
      label: z.string(),
      values: z.array(settingValue).min(1),
    }),
  ),
  seeds: z.array(z.int()).min(1),
  runtime: z.enum(RUNTIMES),
  programs: z.record(z.string(), z.string()),
  target: z.string().exactOptional(),
});
