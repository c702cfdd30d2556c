/**
 * A run in about thirty numbers, for the small picture in the list: operations per second, and where outcomes are
 * unknown. Read from its history, one run at a time, and kept until the history changes: a list shows hundreds of runs,
 * and a browser asks only for those in view.
 */

import path from 'node:path';
import { openStored, stampOf } from '../store/stored-file.js';
import { eachEnded } from './ended-operations.js';
import type { StoredRun } from './shown-run.js';
import { Slices } from './slices.js';

/** The data of a small picture: one number for each slice of time. */
export interface OverTime {
  /** The length of a slice. */
  readonly seconds: number;
  /** Operations per second that ended well. */
  readonly ok: readonly number[];
  /** Operations per second whose outcome is unknown. */
  readonly info: readonly number[];
}

const SLICES = 16;
/** The most bytes of a history that are read. */
const MAX_BYTES = 32 * 1024 * 1024;
/** The most runs that are remembered. */
const KEPT = 5000;

interface Known {
  readonly stamp: string;
  readonly content: Promise<OverTime | undefined>;
}

export class OverTimes {
  readonly #known = new Map<string, Known>();
  /** Ends when all that was asked for so far has been read. */
  #last: Promise<unknown> = Promise.resolve();

  /** Undefined if the run has no history that can be read. Never rejects. */
  async of({ folder }: StoredRun): Promise<OverTime | undefined> {
    const stamp = await stampOf(path.join(folder, HISTORY));
    if (stamp === undefined) return undefined;
    const text = `${stamp.mtimeMs} ${stamp.size}`;
    const known = this.#known.get(folder);
    if (known?.stamp === text) return known.content;
    const content = this.#last.then(() => readOverTime(folder)).catch(() => undefined);
    this.#last = content;
    this.#keep(folder, { stamp: text, content });
    return content;
  }

  #keep(folder: string, known: Known): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(folder, known);
  }
}

const HISTORY = 'history.ndjson';

async function readOverTime(folder: string): Promise<OverTime | undefined> {
  // Links are not followed, and pipes are not waited for.
  const file = await openStored(folder, HISTORY);
  await file?.handle.close();
  if (file === undefined) return undefined;
  const counts = new Slices<readonly [ok: number, info: number]>(
    SLICES,
    () => [0, 0],
    (a, b) => [a[0] + b[0], a[1] + b[1]],
  );
  await eachEnded(path.join(folder, HISTORY), MAX_BYTES, ({ type, time }) => {
    if (type !== 'fail') counts.add(time, ([ok, info]) => (type === 'ok' ? [ok + 1, info] : [ok, info + 1]));
  });
  const { seconds } = counts;
  const list = counts.list();
  const perSecond = (count: number): number => Math.round((count / seconds) * 100) / 100;
  return {
    seconds,
    ok: list.map(({ value }) => perSecond(value[0])),
    info: list.map(({ value }) => perSecond(value[1])),
  };
}
