/**
 * The present contents of the store: its runs and sweeps, newest first. The names in a URL are looked up here, so a
 * URL can only lead to a listed folder; symbolic links are not listed.
 *
 * A store may hold thousands of runs, and results may be large: each is read once, and again when its results have
 * changed.
 */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { startOf } from '../store/run-name.js';
import { FAILURES } from '../store/store.js';
import { stampOf } from '../store/stored-file.js';
import { type Place, readRun, type StoredRun } from './shown-run.js';
import { readSweep, type StoredSweep, sweepStamp } from './stored-sweep.js';

export interface Store {
  readonly runs: readonly StoredRun[];
  readonly sweeps: readonly StoredSweep[];
}

/** Where `eddy sweep` stores, and below a sweep the runs that it kept. */
const SWEEP = 'sweep';
const SWEEP_RUNS = 'runs';
/** How many runs are read at a time. */
const AT_ONCE = 16;

interface Known<T> {
  readonly stamp: string;
  readonly content: T;
}

export class Listing {
  readonly #store: string;
  readonly #now: () => number;
  #known = new Map<string, Known<StoredRun>>();
  #knownSweeps = new Map<string, Known<StoredSweep>>();
  #reading: Promise<Store> | undefined;

  constructor(store: string, now: () => number) {
    this.#store = path.resolve(store);
    this.#now = now;
  }

  get path(): string {
    return this.#store;
  }

  /** The whole listing. Callers during one reading share its result. */
  read(): Promise<Store> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** One run; `latest` is the newest of its workload. Reads no other. */
  async run(workload: string, time: string): Promise<StoredRun | undefined> {
    const places = await this.#places(workload);
    const place = time === 'latest' ? places.at(0) : places.find((each) => each.time === time);
    return place === undefined ? undefined : this.#readOne(place);
  }

  async sweep(time: string): Promise<StoredSweep | undefined> {
    const name = (await foldersIn(path.join(this.#store, SWEEP))).find((each) => each === time);
    return name === undefined ? undefined : this.#sweep(name);
  }

  /** A run that a sweep kept: `point` is the name of the folder of the point and the seed. */
  async sweepRun(
    sweep: string,
    point: string,
    workload: string,
    time: string,
  ): Promise<StoredRun | undefined> {
    const folder = await folderAt(this.#store, [SWEEP, sweep, SWEEP_RUNS, point, workload, time]);
    return folder === undefined ? undefined : readRun({ workload, time, folder }, this.#now());
  }

  async #read(): Promise<Store> {
    const names = await foldersIn(this.#store);
    const workloads = await Promise.all(names.map((name) => this.#places(name)));
    const places = workloads.flat();
    const runs = await inBatches(places, (place) => this.#readOne(place));
    const present = new Set(places.map(keyOf));
    this.#known = new Map([...this.#known].filter(([key]) => present.has(key)));
    const times = names.includes(SWEEP) ? await foldersIn(path.join(this.#store, SWEEP)) : [];
    const sweeps = await inBatches(times, (time) => this.#sweep(time));
    this.#knownSweeps = new Map([...this.#knownSweeps].filter(([time]) => times.includes(time)));
    return { runs: runs.toSorted(byTime), sweeps: sweeps.toSorted(byTime) };
  }

  /** Newest first. */
  async #places(workload: string): Promise<readonly Place[]> {
    // A name that is not in the list is never used as a path.
    if (workload === SWEEP || workload === FAILURES || !(await foldersIn(this.#store)).includes(workload))
      return [];
    const parent = path.join(this.#store, workload);
    const times = await foldersIn(parent);
    return times
      .map((time) => ({ workload, time, folder: path.join(parent, time), startedAt: startOf(time) ?? 0 }))
      .toSorted(byTime)
      .map(({ startedAt: _, ...place }) => place);
  }

  async #readOne(place: Place): Promise<StoredRun> {
    const key = keyOf(place);
    const stamp = await this.#stampOf(place);
    const known = this.#known.get(key);
    if (known !== undefined && stamp !== undefined && known.stamp === stamp) return known.content;
    const run = await readRun(place, this.#now());
    if (stamp !== undefined) this.#known.set(key, { stamp, content: run });
    return run;
  }

  /** Undefined if the summary may change without a change of the files: a run without results grows old. */
  async #stampOf({ folder }: Place): Promise<string | undefined> {
    const stamp = await stampOf(path.join(folder, 'results.json'));
    return stamp === undefined ? undefined : `${stamp.mtimeMs} ${stamp.size}`;
  }

  async #sweep(time: string): Promise<StoredSweep> {
    const folder = path.join(this.#store, SWEEP, time);
    const stamp = await sweepStamp(folder);
    const known = this.#knownSweeps.get(time);
    if (known?.stamp === stamp) return known.content;
    const content = await readSweep(folder);
    this.#knownSweeps.set(time, { stamp, content });
    return content;
  }
}

type Dated = { readonly startedAt: number; readonly time: string };

/** Newest first; of two that began at once the later name first; entries without a date come last. */
function byTime(a: Dated, b: Dated): number {
  return b.startedAt - a.startedAt || (a.time < b.time ? 1 : a.time > b.time ? -1 : 0);
}

function keyOf({ workload, time }: Place): string {
  return `${workload}/${time}`;
}

async function inBatches<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE)
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(read))));
  return results;
}

/** Links, such as `latest`, are not folders of their own. Empty if there is no such folder. */
async function foldersIn(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The folder of that path of names, each of which must be listed in the one above it. */
async function folderAt(parent: string, names: readonly string[]): Promise<string | undefined> {
  let folder = parent;
  for (const name of names) {
    if (!(await foldersIn(folder)).includes(name)) return undefined;
    folder = path.join(folder, name);
  }
  return folder;
}
