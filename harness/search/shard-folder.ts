/**
 * The folder of one shard of a search, which `eddy merge` reads:
 *
 *     search.json   what is searched: options, seed, programs, and which shard this is
 *     runs.ndjson   each run, a line as soon as it has ended; a plan is YAML, as in a file of its own
 */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FixtureError } from '../errors/fixture-error.js';
import { programHash } from '../cluster/program.js';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';
import type { TestInput } from '../options/schema.js';
import { type Shard, shardSchema } from '../options/shard.js';
import { parsePlan, printPlan } from '../plan/plan-file.js';
import type { RunPlan } from '../plan/run-plan.js';
import { version } from '../run/version.js';
import { NdjsonFile } from '../store/ndjson-file.js';
import { readNdjson } from '../store/ndjson-reader.js';
import { newFolder, writeWhole } from '../store/store.js';
import type { CountedRun } from './tally.js';

const HEAD = 'search.json';
const RUNS = 'runs.ndjson';

/** What all shards of one search have in common. */
export type Searched = Readonly<Omit<z.infer<typeof headSchema>, 'shard'>>;

/** Throws a UsageError if there is no such program. */
export function searchedBy({
  base,
  workload,
  runtime,
  seed,
  runs,
}: Pick<Searched, 'workload' | 'runtime' | 'seed'> & {
  readonly base: TestInput;
  /** Infinity of a search that ends with its time. */
  readonly runs: number;
}): Searched {
  return {
    eddy: version(),
    workload,
    base: { ...base },
    runtime,
    seed,
    ...(runs !== Infinity && { runs }),
    ...(base.bin !== undefined && { program: programHash(base.bin) }),
  };
}

const headSchema = z.strictObject({
  eddy: z.string(),
  workload: z.string(),
  /** The options of all runs, as given. */
  base: z.record(z.string(), z.unknown()),
  runtime: z.enum(['sim', 'virtual']),
  seed: z.int(),
  /** Of all shards; absent of a search that ends with its time. */
  runs: z.int().exactOptional(),
  /** The SHA-256 of the program's file; absent of Eddy's own. */
  program: z.string().exactOptional(),
  shard: shardSchema,
});

const lineSchema = z.strictObject({
  run: z.int().min(1),
  behaviour: z.number(),
  fingerprint: z.string().exactOptional(),
  error: z.string().exactOptional(),
  plan: z.string().exactOptional(),
});

/** Writes the runs of a shard. */
export class ShardFolder {
  readonly #runs: NdjsonFile;

  /** `folder` is new or empty. Throws a UsageError. */
  constructor(folder: string, searched: Searched, shard: Shard) {
    const made = newFolder(folder);
    writeWhole(path.join(made, HEAD), `${JSON.stringify({ ...searched, shard }, null, 2)}\n`);
    this.#runs = new NdjsonFile(path.join(made, RUNS));
  }

  record({ plan, ...run }: CountedRun): void {
    this.#runs.write(JSON.stringify(plan === undefined ? run : { ...run, plan: printPlan(plan) }));
    // Written at once: a shard may end at any moment, and each line is the work of a run.
    this.#runs.flush();
  }

  close(): void {
    this.#runs.close();
  }
}

/** A shard that was read. */
export interface ShardRead {
  readonly searched: Searched;
  readonly shard: Shard;
  readonly runs: readonly CountedRun[];
}

export function isSearchShard(folder: string): boolean {
  return existsSync(path.join(folder, HEAD));
}

/** A truncated last line is left out. Rejects with a UsageError at anything else that is no shard of a search. */
export async function readSearchShard(folder: string): Promise<ShardRead> {
  const file = path.join(folder, HEAD);
  let head: z.infer<typeof headSchema>;
  try {
    head = headSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file} is no shard of a search: ${messageOf(error)}`, error);
  }
  const { shard, ...searched } = head;
  const lines = path.join(folder, RUNS);
  const runs: CountedRun[] = [];
  for await (const rows of readNdjson(lines)) {
    for (const { line, value } of rows) {
      const { success, data, error } = lineSchema.safeParse(value);
      if (!success)
        throw new UsageError(`${lines}, line ${line}: this is no run of a search: ${error.message}`);
      const { plan, fingerprint, ...run } = data;
      const place = `${lines}, line ${line}`;
      runs.push({ ...run, fingerprint, ...(plan !== undefined && { plan: planAt(plan, place) }) });
    }
  }
  return { searched, shard, runs };
}

function planAt(text: string, place: string): RunPlan {
  try {
    return parsePlan(text, place);
  } catch (error) {
    throw error instanceof FixtureError ? new UsageError(error.message, error) : error;
  }
}
