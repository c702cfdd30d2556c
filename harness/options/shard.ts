/** A shard: one of the parts into which many runs are divided, for machines that do not know of each other. */

import { z } from 'zod';
import { UsageError } from '../errors/usage-error.js';

/** The shard `index`, from 1 to `of`, of as many as `of` says. */
export type Shard = Readonly<z.infer<typeof shardSchema>>;

export const shardSchema = z.strictObject({ index: z.int().min(1), of: z.int().min(1) });

/** Reads `2/8`. Throws a UsageError. */
export function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw new UsageError(
    `--shard expects which shard of how many, from 1/8 to 8/8 if there are 8, got ${JSON.stringify(text)}`,
  );
}

/** Whether the run with this number, from 0, belongs to the shard: each belongs to exactly one. */
export function isOfShard({ index, of }: Shard, run: number): boolean {
  return run % of === index - 1;
}

/** `2/8` */
export function shardText({ index, of }: Shard): string {
  return `${index}/${of}`;
}

/** Throws a UsageError unless these are all the shards of one division, each of them once. `names` are their folders. */
export function checkShards(shards: readonly Shard[], names: readonly string[]): void {
  const of = shards[0]?.of ?? 0;
  const other = shards.findIndex((shard) => shard.of !== of);
  if (other !== -1) {
    throw new UsageError(
      `merge: ${names[0]} is one of ${of} shards, ${names[other]} one of ${shards[other]?.of}: expected the shards of one division`,
    );
  }
  const again = shards.findIndex(({ index }, i) => shards.findIndex((each) => each.index === index) !== i);
  if (again !== -1) {
    const first = shards.findIndex(({ index }) => index === shards[again]?.index);
    throw new UsageError(
      `merge: ${names[first]} and ${names[again]} are both shard ${shards[again]?.index}/${of}: expected each shard once`,
    );
  }
  const known = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !known.has(index));
  if (missing.length === 0) return;
  throw new UsageError(
    `merge: expected all ${of} shards, got ${shards.length}: missing ${missing.map((index) => shardText({ index, of })).join(', ')}`,
  );
}
