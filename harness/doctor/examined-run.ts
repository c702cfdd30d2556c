/**
 * Runs in a thread that ends afterwards: one simulated run whose journal is kept, perhaps after another one, perhaps watched.
 * Plain data in, plain data out.
 */

import { explain } from '../errors/explain-error.js';
import { UsageError } from '../errors/usage-error.js';
import { NdjsonJournal } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';
import { checkedTest, runChecked } from '../run/run-test.js';
import { NdjsonFile } from '../store/ndjson-file.js';
import { ModuleState } from './module-state.js';
import { type Source, Watch } from './watch.js';

export interface ExaminedRunTask {
  readonly input: TestInput;
  /** A run that this thread makes before. */
  readonly before?: TestInput;
  /** Where the journal is written to. */
  readonly journal: string;
  /** The program's file if the calls of the program are watched, or its variables. */
  readonly watched?: { readonly what: 'calls' | 'variables'; readonly program: string };
}

export interface ExaminedRunOutcome {
  readonly sources: readonly Source[];
  /** Why the run did not come to its end. Its journal is there. */
  readonly error?: string;
  /** The error is one of usage. */
  readonly isUsage?: boolean;
  /** Its thread was ended: its journal may be anything. */
  readonly isLost?: boolean;
}

/** Never rejects. */
export default async function examinedRun(task: ExaminedRunTask): Promise<ExaminedRunOutcome> {
  const { input, before, journal, watched } = task;
  const watch = watched?.what === 'calls' ? new Watch() : undefined;
  let changed: readonly Source[] = [];
  try {
    const state = watched?.what === 'variables' ? await ModuleState.of(watched.program) : undefined;
    if (before !== undefined) await journaled(before, undefined).catch(() => {});
    changed = (await state?.changed()) ?? [];
    await journaled(input, journal);
    return { sources: watch?.sources ?? changed };
  } catch (error) {
    const isUsage = error instanceof UsageError;
    return { sources: watch?.sources ?? changed, error: explain(error), isUsage };
  }
}

async function journaled(input: TestInput, place: string | undefined): Promise<void> {
  const file = place === undefined ? undefined : new NdjsonFile(place);
  const journal = file && new NdjsonJournal((line) => file.write(line));
  try {
    await runChecked(checkedTest(input), { store: false, ...(journal !== undefined && { journal }) });
  } finally {
    file?.close();
  }
}
