/**
 * The point at which two runs' traces diverge, for the page that compares them. The equal part is read in full,
 * however long.
 */

import path from 'node:path';
import { plain } from '../../text/colors.js';
import { compareTraces } from '../../trace/difference.js';
import { differenceLines } from '../../trace/difference-text.js';
import { UsageError } from '../../errors/usage-error.js';
import { shown } from '../shown.js';
import { openStored } from '../../store/stored-file.js';
import type { StoredRun } from '../shown-run.js';

const WIDTH = 140;
const LINE = 500;
/** The most bytes that are read of each journal: reading more takes longer than a reader waits for a page. */
const MOST = 128 * 1024 * 1024;

/** HTML. */
export async function firstDifferenceOf(a: StoredRun, b: StoredRun): Promise<string> {
  const command = `eddy trace --diff ${a.folder} ${b.folder}`;
  const byHand = (why: string): string =>
    `<p class="quiet">${shown(why)} <code>${shown(command, 2000)}</code></p>`;
  const sizes = await Promise.all([a, b].map(journalSize));
  if (sizes.includes(undefined)) return byHand('One of the runs has no journal to compare.');
  if (sizes.some((size) => (size ?? 0) > MOST))
    return byHand('The journals are too large to be compared here:');
  // The times of live runs never agree, nor does the interleaving of their links.
  const simulated = [a, b].every(({ runtime }) => runtime === 'sim' || runtime === 'virtual');
  try {
    const compared = {
      ...(await compareTraces(a.folder, b.folder, simulated ? {} : { ignoreTime: true, byLink: true })),
      left: path.basename(a.folder),
      right: path.basename(b.folder),
      // The page has a separate table of the runs' options.
      options: [],
    };
    const lines = differenceLines(compared, plain, WIDTH).map((line) => shown(line, LINE));
    return `<pre class="trace" tabindex="0" aria-label="First difference"><code>${lines.join('\n')}</code></pre>${byHand(simulated ? 'Other ways to compare, without times or link by link:' : 'Compared link by link and without times, since these runs were live. Other ways:')}`;
  } catch (error) {
    if (error instanceof UsageError) return byHand(error.message);
    throw error;
  }
}

/** Undefined if there is no journal; links are not followed. */
async function journalSize({ folder }: StoredRun): Promise<number | undefined> {
  const file = await openStored(folder, 'journal.ndjson');
  await file?.handle.close();
  return file?.size;
}
